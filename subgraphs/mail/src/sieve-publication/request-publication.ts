import type { RequestContext } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { SIEVE_PUBLICATION } from './sieve-publication.job-kind';

/** Longer than all attempts of a job take: when that is over and nothing came of it, the job was lost. */
export const LOST_AFTER_SECONDS = 900;

/**
 * Has a mailbox's script brought to the mail server, as it will be when the transaction commits. Whatever changes what
 * is in the script calls it, in the transaction of the change.
 */
export async function requestPublication(
  { jobs }: Pick<RequestContext, 'jobs'>,
  manager: EntityManager,
  mailboxId: string,
): Promise<void> {
  await manager.query(
    `INSERT INTO mail.sieve_publication (mailbox_id, state, due_at)
     VALUES ($1, 'PENDING', now() + make_interval(secs => $2))
     ON CONFLICT (mailbox_id) DO UPDATE SET state = 'PENDING', requested = sieve_publication.requested + 1,
       requested_at = now(), server_words = NULL, due_at = excluded.due_at`,
    [mailboxId, LOST_AFTER_SECONDS],
  );
  await jobs.enqueue(manager, SIEVE_PUBLICATION, mailboxId);
}

/** The same, for what changes scripts without being one: a mailbox that never had one gets none by it. */
export async function renewPublication(
  ctx: Pick<RequestContext, 'jobs'>,
  manager: EntityManager,
  mailboxId: string,
): Promise<void> {
  const published: object[] = await manager.query(
    'SELECT FROM mail.sieve_publication WHERE mailbox_id = $1',
    [mailboxId],
  );
  if (published.length > 0) await requestPublication(ctx, manager, mailboxId);
}
