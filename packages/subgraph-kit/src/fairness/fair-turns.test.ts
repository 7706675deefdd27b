import { setImmediate } from 'node:timers/promises';
import type { CodedError } from '../errors/coded-error';
import { FairTurns } from './fair-turns';
import type { Tenant } from './tenant';

/** A row of requests that end when they are told to, and the order in which they have begun. */
function startRow(limits: { total: number; perTenant: number; alone?: number; waiting?: number }) {
  const turns = new FairTurns({ alone: limits.perTenant, waiting: 100, ...limits });
  const begun: string[] = [];
  const running: (() => void)[] = [];
  const come = (tenant: Tenant, name: string, signal?: AbortSignal): Promise<void> =>
    turns.begin(tenant, signal).then((end) => {
      begun.push(name);
      running.push(end);
    });
  return {
    begun,
    come,
    /** Ends the oldest that runs. */
    async end() {
      running.shift()?.();
      await setImmediate();
    },
  };
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => (error as CodedError).extensions['code'],
  );

it('gives turns to tenants round about, and to what waits for one of them in its order', async () => {
  const row = startRow({ total: 1, perTenant: 1 });
  for (const name of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']) void row.come(name[0], name);
  await setImmediate();
  expect(row.begun).toEqual(['a1']);
  for (let i = 0; i < 6; i++) await row.end();
  expect(row.begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2', 'a4']);
});

it('keeps what is above a share for others, and lets them begin before all that waits', async () => {
  const row = startRow({ total: 4, perTenant: 2 });
  for (let i = 1; i <= 50; i++) void row.come('a', `a${i}`);
  await setImmediate();
  expect(row.begun).toEqual(['a1', 'a2']);
  void row.come('b', 'b1');
  await setImmediate();
  expect(row.begun).toEqual(['a1', 'a2', 'b1']);
  await row.end();
  expect(row.begun).toEqual(['a1', 'a2', 'b1', 'a3']);
});

it('gives a tenant more while nobody else takes turns, and less from when somebody does', async () => {
  const clock = jest.spyOn(performance, 'now').mockReturnValue(0);
  const row = startRow({ total: 10, perTenant: 1, alone: 3 });
  for (let i = 1; i <= 8; i++) void row.come('a', `a${i}`);
  await setImmediate();
  expect(row.begun).toEqual(['a1', 'a2', 'a3']);
  void row.come('b', 'b1');
  // Two end, and one is still under way.
  for (let i = 0; i < 2; i++) await row.end();
  expect(row.begun).toEqual(['a1', 'a2', 'a3', 'b1']);
  await row.end();
  expect(row.begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4']);
  clock.mockReturnValue(1_000);
  await row.end();
  expect(row.begun).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'a5', 'a6']);
  clock.mockRestore();
});

it('never gives out more than there is, whoever asks', async () => {
  const row = startRow({ total: 3, perTenant: 2 });
  for (const name of ['a1', 'a2', 'a3', 'b1', 'b2', 'c1']) void row.come(name[0], name);
  void row.come(undefined, 'house');
  await setImmediate();
  expect(row.begun).toEqual(['a1', 'a2', 'b1']);
  for (let i = 0; i < 4; i++) await row.end();
  expect([...row.begun].sort()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1', 'house']);
});

it('does not bound the house’s own work by a share', async () => {
  const row = startRow({ total: 3, perTenant: 1 });
  for (const name of ['h1', 'h2', 'h3', 'h4']) void row.come(undefined, name);
  await setImmediate();
  expect(row.begun).toEqual(['h1', 'h2', 'h3']);
});

it('refuses what one tenant has waiting beyond its bound, and nothing of another', async () => {
  const row = startRow({ total: 9, perTenant: 1, waiting: 2 });
  void row.come('a', 'a1');
  void row.come('a', 'a2');
  void row.come('a', 'a3');
  expect(await codeOf(row.come('a', 'a4'))).toBe('TOO_MANY_WAITING');
  await row.come('b', 'b1');
  await row.end();
  expect(row.begun).toEqual(['a1', 'b1', 'a2']);
});

it('never begins what nobody waits for any more, and goes on behind it', async () => {
  const row = startRow({ total: 1, perTenant: 1 });
  const gone = new AbortController();
  void row.come('a', 'a1');
  const left = codeOf(row.come('a', 'a2', gone.signal));
  void row.come('a', 'a3');
  gone.abort();
  expect(await left).toBe('SERVICE_UNAVAILABLE');
  expect(await codeOf(row.come('b', 'b1', gone.signal))).toBe('SERVICE_UNAVAILABLE');
  await row.end();
  await row.end();
  expect(row.begun).toEqual(['a1', 'a3']);
});
