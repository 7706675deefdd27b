import { type Environment, givenVariables, jsonText, parseSetting } from '@hostgraph/service';
import { readSubgraphConfig, type SubgraphConfig } from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { EXPORT_HOURS } from './activity-export/export-lifetime';
import { RETENTION_PLANS } from './retention/retention-plan';

const PORT = 4003;
/** A hundred years: what is longer overflows no date, but is a slip. */
const MAX_DAYS = 36_500;

const planSchema = z.strictObject({
  code: z.string().regex(/^[A-Z][A-Z0-9_]{0,49}$/, 'must be a name in capitals'),
  days: z.int().min(1).max(MAX_DAYS),
  monthlyPriceCentimes: z.int().min(0).max(100_000_000),
});

const plansSchema = jsonText()
  .pipe(z.tuple([planSchema], planSchema))
  .refine(([free]) => free.monthlyPriceCentimes === 0, 'the first plan must cost 0')
  .refine(
    (plans) => plans.every(({ days }, i) => days > (plans[i - 1]?.days ?? 0)),
    'each plan must have more days than the one before',
  )
  .refine((plans) => new Set(plans.map(({ code }) => code)).size === plans.length, 'codes must differ');

/** A week: files take room in the database. */
const MAX_EXPORT_HOURS = 168;

const exportHours = z.coerce.number().int().min(1).max(MAX_EXPORT_HOURS).default(EXPORT_HOURS.usual);

/** @throws StartupError */
export function readLogsConfig(environment: Environment): SubgraphConfig {
  const given = givenVariables(environment);
  const config = readSubgraphConfig(environment, { name: 'logs', port: PORT });
  const plans = parseSetting(plansSchema.optional(), given['LOG_RETENTION_PLANS'], 'LOG_RETENTION_PLANS');
  if (plans) config.settings.set(RETENTION_PLANS, plans);
  config.settings.set(EXPORT_HOURS, parseSetting(exportHours, given['LOG_EXPORT_HOURS'], 'LOG_EXPORT_HOURS'));
  return config;
}
