import { QueryPlanner } from '@graphql-hive/router-query-planner';
import type { PlannerAnswer, PlannerSettings, PlanRequest } from './planner-message';

/**
 * The program in which documents are planned: `PlannerProcess` starts it. A panic in the planner's native code ends
 * the process that it happens in ("panic in a function that cannot unwind"), and this one is there for that.
 */
function answer(message: PlannerAnswer): void {
  process.send?.(message);
}

// A signal to the whole group, such as Ctrl-C, is for the gateway to act on: it may still have something to plan.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
process.once('disconnect', () => process.exit());

process.once('message', ({ supergraph }: PlannerSettings) => {
  let planner: QueryPlanner;
  try {
    planner = new QueryPlanner(supergraph);
  } catch (error) {
    answer({ failure: messageOf(error) });
    return;
  }
  process.on('message', ({ text, operationName }: PlanRequest) => {
    try {
      answer({ plan: planner.plan(text, operationName, new Set(), 0) });
    } catch (error) {
      answer({ failure: messageOf(error) });
    }
  });
  answer({ ready: true });
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
