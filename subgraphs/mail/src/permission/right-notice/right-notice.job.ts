import { type JobDefinition, sendMail } from '@hostgraph/subgraph-kit';
import { RIGHT_NOTICE } from '../right-change/right-notice.job-kind';
import { composeNotice, type RightNotice } from './right-notice';
import { CHANGE_TO_TELL } from './right-notice.sql';

const HOUR_MS = 3_600_000;
/** As long as a mail server tries (RFC 5321, 4.5.4.1). */
const TRIED_FOR = `interval '5 days'`;

/**
 * Writes to those who use a mailbox that somebody may act on it, or no longer may. **That they were is noted behind the
 * mail**: a process that dies in between sends it again, under the same id. While the mail server is away it is tried
 * every hour, as what was not told would not be known.
 */
export const tellUsers: JobDefinition = {
  ...RIGHT_NOTICE,
  async work(run, id) {
    const { database } = run;
    const [notice]: RightNotice[] = await database.query(CHANGE_TO_TELL, [id]);
    if (!notice || !(await sendMail(run, id, composeNotice(notice)))) return;
    await database.query('UPDATE mail.right_change SET told_at = statement_timestamp() WHERE id = $1', [id]);
  },
  async giveUp({ database, jobs, log }, id) {
    const [recent]: unknown[] = await database.query(
      `SELECT FROM mail.right_change WHERE id = $1 AND changed_at > now() - ${TRIED_FOR}`,
      [id],
    );
    if (!recent) {
      log.error({ rightChange: id }, 'the users of a mailbox were not told who may act on it');
      return;
    }
    await database.transaction((manager) =>
      jobs.enqueue(manager, tellUsers, id, new Date(Date.now() + HOUR_MS)),
    );
  },
};
