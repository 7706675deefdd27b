import { Setting } from '@hostgraph/subgraph-kit';

/** How far back logs can be read, and for how much. */
export interface RetentionPlan {
  /** In capitals, such as `FREE`. */
  readonly code: string;
  /** Of 24 hours. */
  readonly days: number;
  /** Centimes of a Swiss franc (CHF), for a whole mail service. */
  readonly monthlyPriceCentimes: number;
}

/** Shortest first; the first one costs nothing and is everybody's. */
export type RetentionPlans = readonly [RetentionPlan, ...RetentionPlan[]];

export const DEFAULT_RETENTION_PLANS: RetentionPlans = [
  { code: 'FREE', days: 20, monthlyPriceCentimes: 0 },
  { code: 'DAYS_90', days: 90, monthlyPriceCentimes: 300 },
  { code: 'DAYS_365', days: 365, monthlyPriceCentimes: 900 },
];

/** Those that are offered. */
export const RETENTION_PLANS = new Setting(DEFAULT_RETENTION_PLANS);
