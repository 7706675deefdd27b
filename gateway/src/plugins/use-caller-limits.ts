import type { ServerResponse } from 'node:http';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { ExecutionResult } from 'graphql';
import { gatewayError } from '../errors/gateway-error';
import type { CallerLimits, Verdict } from '../limits/caller-limits';
import type { CostReport } from '../limits/rate-limit-headers';
import type { RequestContext } from '../request/request-context';
import type { FieldCosts } from '../supergraph/field-costs';
import { countCost, type Execution } from './limits/count-cost';

export interface CallerLimitsOptions {
  /** Objects that one operation can answer at most. */
  readonly maxNodes: number;
  /** Those of the present supergraph. */
  readonly costs: () => FieldCosts;
  readonly limits: CallerLimits;
}

type Executed = ExecutionResult | AsyncIterable<ExecutionResult>;
type Run = (args: never) => Promise<Executed> | Executed;

/** A stream pays its operation's cost again for each minute in which something comes. */
const STREAM_PAYS_EVERY_MS = 60_000;

/**
 * Counts what an operation costs and takes it from its caller's budgets, before anything is executed: what is refused
 * has had no effect. It comes after the variables are known, as the length of a list may be one.
 */
export function useCallerLimits({ maxNodes, costs, limits }: CallerLimitsOptions): GatewayPlugin {
  /** What is answered instead, where it is refused. */
  const judge = async (args: Execution, takesPlace: boolean) => {
    const { nodes, cost } = countCost(args, costs());
    const context = contextOf(args);
    const admit = () =>
      limits.admit({ principal: context.caller.principal, network: context.network }, { cost, takesPlace });
    if (nodes > maxNodes) return { refused: { errors: [gatewayError('TOO_MANY_NODES')] }, admit };
    const verdict = await admit();
    tell(context.res, verdict);
    return {
      verdict,
      admit,
      refused: verdict.error && withCost({ errors: [verdict.error] }, verdict.report),
    };
  };

  return {
    async onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
      const { verdict, refused } = await judge(args, true);
      if (refused) setResultAndStopExecution(refused);
      if (refused || !verdict) return;
      const release = once(() => {
        verdict.release();
      });
      // It may also be another plugin that ends it, before it is executed.
      contextOf(args).res.once('close', release);
      const execute = executeFn as Run;
      setExecuteFn((async (executed: never) => {
        try {
          const result = await execute(executed);
          return Symbol.asyncIterator in result ? result : withCost(result, verdict.report);
        } finally {
          release();
        }
      }) as typeof executeFn);
    },
    async onSubscribe({ args, subscribeFn, setSubscribeFn, setResultAndStopExecution }) {
      const { verdict, refused, admit } = await judge(args, false);
      if (refused) setResultAndStopExecution(refused);
      if (refused || !verdict) return;
      const subscribe = subscribeFn as Run;
      setSubscribeFn((async (subscribed: never) => {
        const result = await subscribe(subscribed);
        return Symbol.asyncIterator in result
          ? paidResults(result, verdict, admit)
          : withCost(result, verdict.report);
      }) as typeof subscribeFn);
    },
  };
}

async function* paidResults(
  results: AsyncIterable<ExecutionResult>,
  first: Verdict,
  admit: () => Promise<Verdict>,
): AsyncGenerator<ExecutionResult> {
  let verdict = first;
  let paidAt = performance.now();
  for await (const result of results) {
    if (performance.now() - paidAt >= STREAM_PAYS_EVERY_MS) {
      paidAt = performance.now();
      verdict = await admit();
      if (verdict.error) {
        yield withCost({ errors: [verdict.error] }, verdict.report);
        return;
      }
    }
    yield withCost(result, verdict.report);
  }
}

function once(action: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) action();
    isDone = true;
  };
}

const withCost = (result: ExecutionResult, cost: CostReport): ExecutionResult => ({
  ...result,
  extensions: { ...result.extensions, cost },
});

function tell(res: ServerResponse, { headers }: Verdict): void {
  if (res.headersSent) return;
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
}

/** The engine carries it through, and does not know its type. */
const contextOf = (args: Execution) =>
  (args as unknown as { contextValue: RequestContext & { res: ServerResponse } }).contextValue;
