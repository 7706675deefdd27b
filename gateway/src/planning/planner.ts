import { AsyncLocalStorage } from 'node:async_hooks';
import type { UnifiedGraphHandler } from '@graphql-hive/gateway-runtime';
import type { Principal } from '@hostgraph/principal';
import { QueryPlanner, type QueryPlan } from '@graphql-hive/router-query-planner';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';
import type { Logger } from 'pino';
import type { RequestContext } from '../request/request-context';
import { checkScalarLiterals } from '../supergraph/scalars';
import { restoreAliases } from './client-aliases';
import { isEmptyOperation } from './empty-operation';
import { PlannableDocuments } from './plannable-document';
import { Planners } from './planners';

/** Makes the plan of the operation that the engine is about to run. */
const planOfOperation = new AsyncLocalStorage<() => Promise<QueryPlan>>();

// The engine brings a planner that plans in this process, whose end a panic in it would be, and offers no way to bring
// another; so its one method that plans hands out plans that were made elsewhere.
QueryPlanner.prototype.planAsync = () =>
  planOfOperation.getStore()?.() ?? Promise.reject(new Error('The engine plans what it does not run'));

type UnifiedGraphHandlerOpts = Parameters<UnifiedGraphHandler>[0];
type UnifiedGraphHandlerResult = Awaited<ReturnType<UnifiedGraphHandler>>;

export interface PlannerOptions {
  /** Processes that plan. */
  readonly processes: number;
  readonly timeoutMs: number;
  readonly log: Logger;
}

export interface Planner {
  readonly handle: UnifiedGraphHandler;
  stop(): void;
}

/** Operations that began on a former supergraph may still be planned with it. */
const FORMER_PLANNERS_MS = 60_000;

/** Plans operations with the Rust planner, after writing differently what it gets wrong, and runs them. */
export function createPlanner(options: PlannerOptions): Planner {
  const running = new Set<Planners>();
  let present: Planners | undefined;

  function stop(planners: Planners): void {
    planners.stop();
    running.delete(planners);
  }

  /** From now on; the former ones stay for a while. */
  function use(planners: Planners): void {
    const former = present;
    present = planners;
    if (former) setTimeout(stop, FORMER_PLANNERS_MS, former).unref();
  }

  return {
    async handle(handlerOptions) {
      // First, as it fails without harm where the supergraph cannot be planned with.
      const planners = await Planners.start({
        ...options,
        supergraph: handlerOptions.getUnifiedGraphSDL(),
      });
      running.add(planners);
      try {
        const handled = await withPlanners(planners, handlerOptions);
        use(planners);
        return handled;
      } catch (error) {
        stop(planners);
        throw error;
      }
    },
    stop() {
      running.forEach(stop);
    },
  };
}

async function withPlanners(
  planners: Planners,
  options: UnifiedGraphHandlerOpts,
): Promise<UnifiedGraphHandlerResult> {
  const { executor, unifiedGraph, ...handled } = await unifiedGraphHandler(options);
  if (!executor) throw new Error('The planner offers no executor');
  const documents = new PlannableDocuments(unifiedGraph);
  return {
    ...handled,
    unifiedGraph: checkScalarLiterals(unifiedGraph),
    executor: async (request) => {
      if (isEmptyOperation(request)) return { data: {} as never };
      const { document, text, hasOtherNames } = documents.of(request.document);
      const { operationName } = request;
      const { caller } = request.context as unknown as RequestContext;
      const plan = () => planners.plan({ text, operationName }, tenantOf(caller.principal));
      try {
        const result = await planOfOperation.run(plan, () => executor({ ...request, document }));
        if (!hasOtherNames) return result;
        return Symbol.asyncIterator in result ? restoreEach(result) : restoreAliases(result);
      } catch (error) {
        documents.forget(request.document);
        throw error;
      }
    },
  };
}

/** Keys of one organization share its turn: it can have many. */
const tenantOf = ({ kind, id, roles }: Principal): string =>
  (kind === 'API_KEY' ? Object.keys(roles)[0] : undefined) ?? id;

async function* restoreEach<Result extends object>(results: AsyncIterable<Result>): AsyncGenerator<Result> {
  for await (const result of results) yield restoreAliases(result);
}
