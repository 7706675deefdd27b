import type { Batch } from '@hostgraph/subgraph-kit';
import { MailDomain } from './mail-domain.type';

export const domainsByMailService: Batch<string, readonly MailDomain[]> = async (ctx, mailServiceIds) => {
  const rows: { id: string; names: string[] }[] = await ctx.database.query(
    `SELECT mail_service_id AS id, array_agg(name ORDER BY name) AS names
     FROM mail.mail_domain WHERE mail_service_id = ANY($1) GROUP BY mail_service_id`,
    [mailServiceIds],
  );
  return new Map(
    rows.map(({ id, names }) => [id, names.map((name) => Object.assign(new MailDomain(), { name }))]),
  );
};
