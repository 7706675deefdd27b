import { type JobDefinition, type JobRun, sendMail } from '@hostgraph/subgraph-kit';
import type { OwnerLanguage } from '../ftp-account/owner-language';
import { NoticeKind } from './notice-texts';
import { composeNotice, type Notice, noticeId } from './owner-notice';
import { NEXT_REMINDERS, NEXT_TO_TELL, NOTE_REMINDED, NOTE_TOLD } from './owner-notice.sql';

/** So few that an attempt that is lost repeats little. */
const BATCH = 50;
/** After that the job queues up again, behind others that wait. */
const TURN_MS = 20_000;
const DAY_MS = 86_400_000;

interface Row {
  readonly account_id: string;
  readonly email: string;
  readonly language: OwnerLanguage | null;
  readonly former: string;
  readonly username: string;
  readonly accepted_until: Date | null;
  readonly is_return: boolean;
  readonly number: number;
}

/**
 * Writes to the owners whose usernames have changed, or are as before again. **Who has been written to is noted behind
 * each batch**: a process that dies in between writes to those of one batch again.
 */
export const tellOwners: JobDefinition = {
  name: 'ftp-owner-notice',
  async work(run, id) {
    const goesOn = await inTurns(run, async () => {
      const rows: Row[] = await run.database.query(NEXT_TO_TELL, [id, BATCH]);
      const [last] = rows.slice(-1);
      if (!last) return false;
      const sent = await sendAll(run, id, last.is_return ? NoticeKind.RETURNED : NoticeKind.CHANGED, rows);
      await run.database.query(NOTE_TOLD, [id, last.is_return, last.account_id, sent]);
      return true;
    });
    await run.database.transaction((transaction) =>
      goesOn
        ? run.jobs.enqueue(transaction, tellOwners, id)
        : run.jobs.enqueue(transaction, remindOwners, id, tomorrow()),
    );
  },
};

/** Writes once a day to the owners whose former usernames somebody has used since they were last written to. */
export const remindOwners: JobDefinition = {
  name: 'ftp-owner-reminder',
  async work(run, id) {
    const goesOn = await inTurns(run, async () => {
      const rows: Row[] = await run.database.query(NEXT_REMINDERS, [id, BATCH]);
      if (rows.length === 0) return false;
      const sent = await sendAll(run, id, NoticeKind.REMINDER, rows);
      await run.database.query(NOTE_REMINDED, [id, rows.map((row) => row.account_id), sent]);
      return true;
    });
    const [migration]: { is_over: boolean }[] = await run.database.query(
      `SELECT status NOT IN ('APPLIED', 'FINALISED') OR grace_ends_at < now() AS is_over
       FROM hosting.username_migration WHERE id = $1`,
      [id],
    );
    if (migration?.is_over !== false) return;
    await run.database.transaction((transaction) =>
      run.jobs.enqueue(transaction, remindOwners, id, goesOn ? undefined : tomorrow()),
    );
  },
};

const tomorrow = (): Date => new Date(Date.now() + DAY_MS);

/** @returns whether more is to be done */
async function inTurns({ signal }: JobRun, turn: () => Promise<boolean>): Promise<boolean> {
  const turnEnds = Date.now() + TURN_MS;
  while (await turn()) if (Date.now() >= turnEnds || signal.aborted) return true;
  return false;
}

/** @returns how many were sent: an address that does not exist is left at that */
async function sendAll(
  run: JobRun,
  migrationId: string,
  kind: NoticeKind,
  rows: readonly Row[],
): Promise<number> {
  let sent = 0;
  for (const row of rows) {
    const notice: Notice = {
      kind,
      migrationId,
      accountId: row.account_id,
      email: row.email,
      language: row.language,
      former: row.former,
      username: row.username,
      acceptedUntil: row.accepted_until,
      number: row.number,
    };
    if (await sendMail(run, noticeId(notice), composeNotice(run, notice))) sent++;
  }
  return sent;
}
