import { type Batch, groupBy } from '@hostgraph/subgraph-kit';
import { MailDomain } from './mail-domain.type';

/** All domains of each mail service, by name. */
export const domainsByMailService: Batch<string, readonly MailDomain[]> = async (ctx, mailServiceIds) => {
  const rows: (MailDomain & { id: string })[] = await ctx.database.query(
    `SELECT mail_service_id AS id, name, assigned_at AS "assignedAt", catch_all_mailbox_id AS "catchAllMailboxId"
     FROM mail.mail_domain WHERE mail_service_id = ANY($1) ORDER BY name`,
    [mailServiceIds],
  );
  return new Map(
    [...groupBy(rows, ({ id }) => id)].map(([id, domains]) => [
      id,
      domains.map(({ name, assignedAt, catchAllMailboxId }) =>
        Object.assign(new MailDomain(), { name, assignedAt, catchAllMailboxId }),
      ),
    ]),
  );
};
