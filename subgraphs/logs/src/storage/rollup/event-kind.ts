import { MailDirection } from '../../mail-event/mail-direction';
import { MailStatus } from '../../mail-event/mail-status';

/**
 * A kind is a direction and a status in one number, 0 to 31. The numbers are stored: a new status takes the next one,
 * and none is ever given anew.
 */
const STATUS_NUMBER: Readonly<Record<MailStatus, number>> = {
  [MailStatus.DELIVERED]: 0,
  [MailStatus.DEFERRED]: 1,
  [MailStatus.BOUNCED]: 2,
  [MailStatus.REJECTED]: 3,
  [MailStatus.SPAM]: 4,
  [MailStatus.GREYLISTED]: 5,
  [MailStatus.FILTERED]: 6,
  [MailStatus.EXPIRED]: 7,
};

const DIRECTION_NUMBER: Readonly<Record<MailDirection, number>> = {
  [MailDirection.SENT]: 0,
  [MailDirection.RECEIVED]: 1,
};

export interface EventKind {
  readonly direction: MailDirection;
  readonly status: MailStatus;
}

/** A slot is an hour of a day (UTC) and a kind: `hour * KINDS + kind`, less than 768. */
export const KINDS = 32;

const kindNumber = ({ direction, status }: EventKind): number =>
  STATUS_NUMBER[status] * 2 + DIRECTION_NUMBER[direction];

const ALL: readonly EventKind[] = Object.values(MailStatus).flatMap((status) =>
  Object.values(MailDirection).map((direction) => ({ direction, status })),
);

/** All kinds that there are, by number. */
export const KIND_BY_NUMBER: ReadonlyMap<number, EventKind> = new Map(
  ALL.map((kind) => [kindNumber(kind), kind]),
);

/** The kinds that a filter lets through, as `mail_day.kinds` has them: bit `n` for kind `n`. */
export function kindsMask(filter: {
  readonly direction: MailDirection | null;
  readonly status: readonly MailStatus[] | null;
}): number {
  return ALL.filter(
    ({ direction, status }) =>
      (filter.direction === null || filter.direction === direction) &&
      (filter.status === null || filter.status.includes(status)),
  ).reduce((mask, kind) => mask | (1 << kindNumber(kind)), 0);
}

/** SQL for the kind of the event that a table's alias names. */
export function kindSql(event: string): string {
  const cases = (numbers: Readonly<Record<string, number>>, factor: number) =>
    Object.entries(numbers)
      .map(([name, number]) => `WHEN '${name}' THEN ${number * factor}`)
      .join(' ');
  return `(CASE ${event}.status ${cases(STATUS_NUMBER, 2)} END + CASE ${event}.direction ${cases(DIRECTION_NUMBER, 1)} END)`;
}
