import { parseSyslogLine } from '../syslog/syslog-line';
import { NetworkClock } from './network-clock';

const timeOf = (stamp: string, clock: NetworkClock): string | undefined =>
  parseSyslogLine(`${stamp} mx1 postfix/qmgr[1]: ABCDE1: removed`, clock.current)?.time.toISOString();

it('dates lines without a year by when they come: across the new year, and in a leap year', () => {
  let now = Date.parse('2027-12-31T23:59:50Z');
  const clock = new NetworkClock('UTC', () => now);
  expect(timeOf('Dec 31 23:59:49', clock)).toBe('2027-12-31T23:59:49.000Z');
  now += 20_000;
  expect(timeOf('Jan  1 00:00:09', clock)).toBe('2028-01-01T00:00:09.000Z');
  expect(timeOf('Dec 31 23:59:59', clock)).toBe('2027-12-31T23:59:59.000Z');
  now = Date.parse('2028-02-29T12:00:00Z');
  expect(timeOf('Feb 29 11:59:00', clock)).toBe('2028-02-29T11:59:00.000Z');
});

it('follows the system’s clock when that is set back', () => {
  let now = Date.parse('2030-01-01T00:00:00Z');
  const clock = new NetworkClock('UTC', () => now);
  expect(clock.current.admits(new Date('2029-12-31T00:00:00Z'))).toBe(true);
  now = Date.parse('2026-11-25T00:00:00Z');
  expect(clock.current.admits(new Date('2029-12-31T00:00:00Z'))).toBe(false);
});
