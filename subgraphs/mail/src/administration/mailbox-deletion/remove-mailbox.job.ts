import type { JobDefinition } from '@hostgraph/subgraph-kit';
import { RESTORABLE_DAYS } from '../../directory/mailbox/mailbox.errors';

/**
 * Removes a mailbox for good when it can no longer be restored, with all that hangs on it. One that was restored, and
 * perhaps deleted again, is left until its time has come.
 */
export const removeMailbox: JobDefinition = {
  name: 'mailbox-removal',
  async work({ database, jobs }, id) {
    await database.transaction(async (manager) => {
      const [mailbox]: { due: Date; isDue: boolean }[] = await manager.query(
        `SELECT due, due <= statement_timestamp() AS "isDue"
         FROM (SELECT deleted_at + make_interval(days => $2) AS due FROM mail.mailbox
               WHERE id = $1 AND deleted_at IS NOT NULL FOR UPDATE) AS deleted`,
        [id, RESTORABLE_DAYS],
      );
      if (!mailbox) return;
      if (mailbox.isDue) await manager.query('DELETE FROM mail.mailbox WHERE id = $1', [id]);
      else await jobs.enqueue(manager, removeMailbox, id, mailbox.due);
    });
  },
};
