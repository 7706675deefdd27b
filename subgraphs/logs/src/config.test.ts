import { StartupError } from '@hostgraph/service';
import { readLogsConfig } from './config';
import { DEFAULT_RETENTION_PLANS, RETENTION_PLANS } from './retention/retention-plan';

const environment = {
  DATABASE_URL: 'postgres://hostgraph@127.0.0.1/hostgraph',
  INTERNAL_JWKS: '{"keys":[{"kty":"OKP"}]}',
};
const free = { code: 'FREE', days: 7, monthlyPriceCentimes: 0 };
const long = { code: 'LONG', days: 400, monthlyPriceCentimes: 1250 };
const read = (plans: unknown) =>
  readLogsConfig({
    ...environment,
    LOG_RETENTION_PLANS: typeof plans === 'string' ? plans : JSON.stringify(plans),
  }).settings.get(RETENTION_PLANS);

it('offers 20 free days where nothing is said, and otherwise what is said', () => {
  const { port, settings } = readLogsConfig(environment);
  expect(port).toBe(4003);
  expect(settings.get(RETENTION_PLANS)).toEqual(DEFAULT_RETENTION_PLANS);
  expect(DEFAULT_RETENTION_PLANS[0]).toEqual({ code: 'FREE', days: 20, monthlyPriceCentimes: 0 });
  expect(read([free, long])).toEqual([free, long]);
});

it('takes its own defaults by the same rules', () => {
  expect(read(DEFAULT_RETENTION_PLANS)).toEqual(DEFAULT_RETENTION_PLANS);
});

it.each([
  ['no JSON', '[{'],
  ['no list', free],
  ['no plan', []],
  ['no free plan first', [long, free]],
  ['a first plan that costs', [{ ...free, monthlyPriceCentimes: 1 }]],
  ['plans out of order', [free, long, { ...long, code: 'LESS', days: 90 }]],
  ['a code twice', [free, { ...long, code: 'FREE' }]],
  ['a price below 0', [free, { ...long, monthlyPriceCentimes: -1 }]],
  ['a price in fractions', [free, { ...long, monthlyPriceCentimes: 12.5 }]],
  ['more than a hundred years', [free, { ...long, days: 36_501 }]],
  ['a slip of the pen', [free, { ...long, price: 1 }]],
])('refuses %s', (_name, plans) => {
  expect(() => read(plans)).toThrow(StartupError);
  expect(() => read(plans)).toThrow(/^LOG_RETENTION_PLANS/);
});
