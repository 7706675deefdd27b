import type { QueryRunner } from 'typeorm';
import { dropExpired } from '../partitions/drop-expired';
import { keepDays } from '../partitions/keep-days';
import { makeAhead } from '../partitions/make-ahead';
import { mergeWeeks } from '../partitions/merge-week';
import { refreshDirty } from '../rollup/refresh-dirty';
import { rollUpClosedHours } from '../rollup/roll-up';
import { dropExpiredDays } from '../rollup/drop-expired-days';
import type { RetentionPlans } from '../../retention/retention-plan';

/** Something that has to be done again and again. It may be interrupted anywhere, and then begins anew. */
export interface MaintenanceTask {
  readonly name: string;
  readonly run: (connection: QueryRunner) => Promise<unknown>;
}

/** @param plans those that are offered */
export const maintenanceTasks = (plans: RetentionPlans): readonly MaintenanceTask[] => [
  { name: 'keep days', run: (connection) => keepDays(connection, plans) },
  { name: 'make partitions', run: (connection) => makeAhead(connection, Date.now()) },
  { name: 'drop expired partitions', run: (connection) => dropExpired(connection, Date.now()) },
  { name: 'drop expired days of mailboxes', run: (connection) => dropExpiredDays(connection) },
  { name: 'roll up closed hours', run: (connection) => rollUpClosedHours(connection, Date.now()) },
  { name: 'refresh dirty days', run: (connection) => refreshDirty(connection) },
  { name: 'merge weeks', run: (connection) => mergeWeeks(connection, Date.now()) },
];
