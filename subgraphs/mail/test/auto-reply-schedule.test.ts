import fc from 'fast-check';
import { DateTime } from 'luxon';
import { AutoReplyState, AutoReplySuppression } from '../src/auto-replies/auto-reply/auto-reply-state';
import {
  effectiveState,
  nextTransition,
  suppressionOf,
} from '../src/auto-replies/auto-reply/effective-state';
import { type LocalSchedule, readSchedule } from '../src/auto-replies/auto-reply/schedule';
import { MailboxState } from '../src/directory/mailbox/mailbox-state';
import { SievePublicationState } from '../src/sieve-publication/publication-state';

const ZURICH = 'Europe/Zurich';
const NOW = new Date('2026-03-01T12:00:00Z');

/** As instants, or why not. */
function read(schedule: LocalSchedule, zone = ZURICH, now = NOW): unknown {
  const reading = readSchedule(schedule, zone, now);
  return typeof reading === 'string'
    ? reading
    : [reading.startsAt.toISOString(), reading.endsAt?.toISOString() ?? null];
}

it.each<[string, LocalSchedule, string, unknown]>([
  [
    'whole days, the last one included',
    { firstDay: '2026-03-10', lastDay: '2026-03-12' },
    ZURICH,
    ['2026-03-09T23:00:00.000Z', '2026-03-12T23:00:00.000Z'],
  ],
  [
    'one day',
    { firstDay: '2026-03-10', lastDay: '2026-03-10' },
    ZURICH,
    ['2026-03-09T23:00:00.000Z', '2026-03-10T23:00:00.000Z'],
  ],
  [
    'a day of 23 hours, when clocks go forward',
    { firstDay: '2026-03-29', lastDay: '2026-03-29' },
    ZURICH,
    ['2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ],
  [
    'a day of 25 hours, when clocks go back',
    { firstDay: '2026-10-25', lastDay: '2026-10-25' },
    ZURICH,
    ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ],
  [
    'a time that is skipped, as the same time after',
    { from: '2026-03-29T02:30:00', until: '2026-03-29T03:31:00' },
    ZURICH,
    ['2026-03-29T01:30:00.000Z', '2026-03-29T01:31:00.000Z'],
  ],
  [
    'a time that comes twice, as the first',
    { from: '2026-10-25T02:30:00', until: '2026-10-25T03:00:00' },
    ZURICH,
    ['2026-10-25T00:30:00.000Z', '2026-10-25T02:00:00.000Z'],
  ],
  [
    'a day that has two midnights',
    { firstDay: '2026-10-25', lastDay: '2026-10-25' },
    'Atlantic/Azores',
    ['2026-10-25T00:00:00.000Z', '2026-10-26T01:00:00.000Z'],
  ],
  [
    'a day that has no midnight',
    { firstDay: '2026-09-06', lastDay: '2026-09-06' },
    'America/Santiago',
    ['2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
  ],
  [
    'half an hour that clocks move by',
    { firstDay: '2026-04-05', lastDay: '2026-04-05' },
    'Australia/Lord_Howe',
    ['2026-04-04T13:00:00.000Z', '2026-04-05T13:30:00.000Z'],
  ],
  ['no beginning as now', { lastDay: '2026-03-01' }, ZURICH, [NOW.toISOString(), '2026-03-01T23:00:00.000Z']],
  ['no end as none', { firstDay: '2026-03-02' }, ZURICH, ['2026-03-01T23:00:00.000Z', null]],
  [
    'a beginning that is past as now',
    { from: '2026-02-01T00:00:00', until: '2026-03-01T13:00:01' },
    ZURICH,
    [NOW.toISOString(), '2026-03-01T12:00:01.000Z'],
  ],
  ['an end at this very moment as past', { until: '2026-03-01T13:00:00' }, ZURICH, 'SCHEDULE_NOT_ACCEPTED'],
  [
    'an end at the beginning as no time',
    { from: '2026-03-10T10:00:00', until: '2026-03-10T10:00:00' },
    ZURICH,
    'SCHEDULE_NOT_ACCEPTED',
  ],
  [
    'an end before the beginning',
    { firstDay: '2026-03-10', lastDay: '2026-03-09' },
    ZURICH,
    'SCHEDULE_NOT_ACCEPTED',
  ],
  ['a beginning in three years', { firstDay: '2029-03-01' }, ZURICH, 'SCHEDULE_NOT_ACCEPTED'],
  ['an end in three years', { lastDay: '2029-03-01' }, ZURICH, 'SCHEDULE_NOT_ACCEPTED'],
  ['a day that no calendar has', { firstDay: '2026-02-30' }, ZURICH, 'SCHEDULE_NOT_ACCEPTED'],
  ['a zone that is none', { firstDay: '2026-03-10' }, 'Mars/Olympus', 'SCHEDULE_NOT_ACCEPTED'],
  [
    'a beginning given twice',
    { firstDay: '2026-03-10', from: '2026-03-10T10:00:00' },
    ZURICH,
    'SCHEDULE_NOT_CLEAR',
  ],
  [
    'an end given twice',
    { lastDay: '2026-03-10', until: '2026-03-10T10:00:00' },
    ZURICH,
    'SCHEDULE_NOT_CLEAR',
  ],
])('reads %s', (_name, schedule, zone, expected) => {
  expect(read(schedule, zone)).toEqual(expected);
});

it('begins and ends whole days at their first instants, in any zone', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 1, max: 700 }),
      fc.integer({ min: 0, max: 10 }),
      (zone, inDays, length) => {
        const day = DateTime.fromJSDate(NOW, { zone }).plus({ days: inDays });
        const last = day.plus({ days: length });
        const firstDay = day.toISODate()!;
        const lastDay = last.toISODate()!;
        const reading = readSchedule({ firstDay, lastDay }, zone, NOW);
        if (typeof reading === 'string') throw new Error(`${zone} ${firstDay} ${lastDay}: ${reading}`);
        const dayOf = (instant: Date, milliseconds: number) =>
          DateTime.fromMillis(instant.getTime() + milliseconds, { zone }).toISODate()!;
        expect(dayOf(reading.startsAt, 0)).toBe(firstDay);
        expect(dayOf(reading.startsAt, -1) < firstDay).toBe(true);
        expect(dayOf(reading.endsAt!, -1)).toBe(lastDay);
        expect(dayOf(reading.endsAt!, 0) > lastDay).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});

describe('at any moment', () => {
  const startsAt = new Date('2026-03-10T00:00:00Z');
  const endsAt = new Date('2026-03-12T00:00:00Z');
  const scheduled = { id: 'arp_1', updatedAt: startsAt, startsAt, endsAt, deactivatedAt: null };

  it.each([
    ['2026-03-09T23:59:59.999Z', AutoReplyState.SCHEDULED, startsAt],
    ['2026-03-10T00:00:00.000Z', AutoReplyState.ACTIVE, endsAt],
    ['2026-03-11T23:59:59.999Z', AutoReplyState.ACTIVE, endsAt],
    ['2026-03-12T00:00:00.000Z', AutoReplyState.ENDED, null],
  ])('at %s it is %s', (now, state, next) => {
    expect(effectiveState(scheduled, null, null, new Date(now))).toBe(state);
    expect(nextTransition(scheduled, new Date(now))).toEqual(next);
  });

  it('is active for ever where it has no end', () => {
    const now = new Date('2036-01-01T00:00:00Z');
    expect(effectiveState({ ...scheduled, endsAt: null }, null, null, now)).toBe(AutoReplyState.ACTIVE);
    expect(nextTransition({ ...scheduled, endsAt: null }, now)).toBeNull();
  });

  it('is off once it was switched off, whatever its schedule says', () => {
    const off = { ...scheduled, deactivatedAt: startsAt };
    for (const now of [NOW, startsAt, endsAt]) {
      expect(effectiveState(off, AutoReplySuppression.MAILBOX_SUSPENDED, null, now)).toBe(AutoReplyState.OFF);
      expect(nextTransition(off, now)).toBeNull();
    }
  });

  it('is suppressed only while it would answer', () => {
    const state = (now: Date) =>
      effectiveState(scheduled, AutoReplySuppression.HAND_WRITTEN_SCRIPT, null, now);
    expect([NOW, startsAt, endsAt].map(state)).toEqual(['SCHEDULED', 'SUPPRESSED', 'ENDED']);
  });

  describe('by what the mail server has', () => {
    const on = { ...scheduled, endsAt: null };
    const off = { ...on, deactivatedAt: endsAt };
    const server = (
      state: SievePublicationState,
      autoReplyId: string | null,
      autoReplyUpdatedAt = startsAt,
    ) => ({
      ...{ state, isOverridden: false, autoReplyId },
      autoReplyUpdatedAt: autoReplyId === null ? null : autoReplyUpdatedAt,
    });
    const { PENDING, PUBLISHED, PARTIAL, FAILED, NOT_CONFIGURED } = SievePublicationState;
    const earlier = new Date('2026-03-01T00:00:00Z');

    it.each([
      ['has it as it is', on, server(PUBLISHED, 'arp_1'), 'ACTIVE'],
      ['has it as it is, and other changes are to come', on, server(FAILED, 'arp_1'), 'ACTIVE'],
      ['has it as it was before', on, server(PENDING, 'arp_1', earlier), 'PENDING'],
      ['could not be brought to take it', on, server(FAILED, null), 'PENDING'],
      ['has another one', on, server(PENDING, 'arp_0'), 'PENDING'],
      ['has it, though it is switched off', off, server(PENDING, 'arp_1'), 'PENDING'],
      ['has it for ever, though it is switched off', off, server(FAILED, 'arp_1'), 'PENDING'],
      ['has it no longer', off, server(PUBLISHED, null), 'OFF'],
      ['does not take it', on, server(PARTIAL, null), 'SUPPRESSED'],
      ['is none', on, server(NOT_CONFIGURED, null), 'ACTIVE'],
    ])('that %s', (_name, autoReply, publication, state) => {
      const suppression = suppressionOf(autoReply, { state: MailboxState.ACTIVE }, publication);
      expect(effectiveState(autoReply, suppression, publication, endsAt)).toBe(state);
    });
  });
});
