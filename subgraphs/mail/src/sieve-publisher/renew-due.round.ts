import type { Round } from '@hostgraph/subgraph-kit';
import { publishSieve } from './publish-sieve.job';
import { LOST_AFTER_SECONDS } from '../sieve-publication/request-publication';
import { SIEVE_SERVER } from '../sieve-publication/sieve-server';

/** As many as the queue takes while nobody waits for it. */
const AT_ONCE = 100;

/**
 * Publishes again what has become due: what failed, such as while the mail server was away; what rests on a right that
 * has ended; and what a lost job left undone. What failed is called so until it is done.
 */
export const renewDuePublications: Round = {
  name: 'sieve-publication-due',
  everySeconds: 10,
  async work({ database, jobs, settings }) {
    if (!settings.get(SIEVE_SERVER)) return;
    await database.transaction(async (manager) => {
      const [due]: [{ mailboxId: string }[], number] = await manager.query(
        `UPDATE mail.sieve_publication SET due_at = now() + make_interval(secs => $2),
           state = CASE state WHEN 'FAILED' THEN 'FAILED' ELSE 'PENDING' END
         WHERE mailbox_id IN (
           SELECT publication.mailbox_id FROM mail.sieve_publication AS publication
             JOIN mail.mailbox ON mailbox.id = publication.mailbox_id AND mailbox.deleted_at IS NULL
           WHERE publication.due_at <= now() ORDER BY publication.due_at LIMIT $1
           FOR UPDATE OF publication SKIP LOCKED)
         RETURNING mailbox_id AS "mailboxId"`,
        [AT_ONCE, LOST_AFTER_SECONDS],
      );
      for (const { mailboxId } of due) await jobs.enqueue(manager, publishSieve, mailboxId);
    });
  },
};
