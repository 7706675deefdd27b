import type { QueryPlan } from '@graphql-hive/router-query-planner';

/** What a planner's process is sent first. */
export interface PlannerSettings {
  readonly supergraph: string;
}

/** What it is sent from then on, one at a time. */
export interface PlanRequest {
  readonly text: string;
  readonly operationName: string | undefined;
}

/** What it answers: that it is ready for requests, and then to each of them. */
export type PlannerAnswer =
  { readonly ready: true } | { readonly plan: QueryPlan } | { readonly failure: string };
