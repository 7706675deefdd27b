import { NetworkClock } from './network-clock';

it('dates lines without a year by when they come: across the new year, and in a leap year', () => {
  let now = Date.parse('2027-12-31T23:59:50Z');
  const clock = new NetworkClock('UTC', () => now);
  expect(clock.current.withoutYear(12, 31, 23, 59, 49)).toEqual(new Date('2027-12-31T23:59:49Z'));
  now += 20_000;
  expect(clock.current.withoutYear(1, 1, 0, 0, 9)).toEqual(new Date('2028-01-01T00:00:09Z'));
  expect(clock.current.withoutYear(12, 31, 23, 59, 59)).toEqual(new Date('2027-12-31T23:59:59Z'));
  now = Date.parse('2028-02-29T12:00:00Z');
  expect(clock.current.withoutYear(2, 29, 11, 59, 0)).toEqual(new Date('2028-02-29T11:59:00Z'));
});

it('follows the system’s clock when that is set back', () => {
  let now = Date.parse('2030-01-01T00:00:00Z');
  const clock = new NetworkClock('UTC', () => now);
  expect(clock.current.admits(new Date('2029-12-31T00:00:00Z'))).toBe(true);
  now = Date.parse('2026-11-25T00:00:00Z');
  expect(clock.current.admits(new Date('2029-12-31T00:00:00Z'))).toBe(false);
});
