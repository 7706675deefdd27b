import { ActivityStream } from './activity-stream';
import type { EventKey } from './event-key';

const keys = (count: number, from = 0): EventKey[] =>
  Array.from({ length: count }, (_, i) => [
    'example.test',
    'anna',
    '2026-11-23T00:00:00.000Z',
    String(from + i),
  ]);

let stream: ActivityStream;
let closed: jest.Mock;
beforeEach(async () => {
  closed = jest.fn();
  stream = new ActivityStream(closed);
  expect(await stream.next()).toEqual({ kind: 'WATCHING', isFirst: true });
});
afterEach(() => {
  stream.close();
});

it('gives out what came while nobody took anything, in the order in which it came', async () => {
  stream.push(keys(150));
  stream.push(keys(1, 150));
  expect(await stream.next()).toEqual({ kind: 'EVENTS', keys: keys(100) });
  expect(await stream.next()).toEqual({ kind: 'EVENTS', keys: keys(51, 100) });
});

it('keeps a thousand events for a slow subscriber; then it drops them, says so, and goes on', async () => {
  stream.push(keys(1000));
  expect(await stream.next()).toMatchObject({ kind: 'EVENTS' });
  stream.push(keys(101));
  expect(await stream.next()).toEqual({ kind: 'MISSED' });
  stream.push(keys(1));
  expect(await stream.next()).toEqual({ kind: 'EVENTS', keys: keys(1) });
});

it('ends for who waits, for whoever comes later, and once', async () => {
  const waiting = stream.next();
  stream.close();
  stream.close();
  expect([await waiting, await stream.next()]).toEqual([undefined, undefined]);
  expect(closed).toHaveBeenCalledTimes(1);
});

it('looks at the right again every half minute, though nothing happens', async () => {
  jest.useFakeTimers();
  try {
    const silent = new ActivityStream(closed);
    await silent.next();
    const beat = silent.next();
    jest.advanceTimersByTime(30_000);
    expect(await beat).toEqual({ kind: 'WATCHING', isFirst: false });
    silent.close();
  } finally {
    jest.useRealTimers();
  }
});
