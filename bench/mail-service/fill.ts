import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { copyToOthers, knownSettings, setUp } from './settings';
import type { TappedSystem } from './start';

export const serviceOf = (size: number): string => `msv_bench${size}`;

/**
 * Mail services of so many mailboxes each. The administrator uses all of them, so that even the rules, which are their
 * users' alone, can be read; of each, four others have some rights.
 *
 * @returns what is to be selected of a mailbox to read all that was set up in it
 */
export async function fillServices(system: TappedSystem, sizes: readonly number[]): Promise<string> {
  for (const size of sizes) await fillService(system, size);
  const [first = 0] = sizes;
  const model = `mbx_bench${first}_1`;
  const settings = await knownSettings(system);
  for (const setting of settings) {
    await setUp(system, setting, { mailboxId: model, mailServiceId: serviceOf(first) });
    await copyToOthers(system, setting, model);
  }
  await system.database.query('ANALYZE');
  return settings.map(({ selection }) => selection).join('\n');
}

async function fillService({ database }: TappedSystem, size: number): Promise<void> {
  const service = serviceOf(size);
  const domain = `bench${size}.test`;
  await database.transaction(async (manager) => {
    await manager.query('INSERT INTO mail.mail_service (id, organization_id, name) VALUES ($1, $2, $1)', [
      service,
      EXAMPLE_ORGANIZATION.id,
    ]);
    await manager.query('INSERT INTO mail.mail_domain (name, mail_service_id) VALUES ($1, $2)', [
      domain,
      service,
    ]);
    await manager.query(
      `INSERT INTO mail.mailbox (id, mail_service_id, display_name)
       SELECT format('mbx_bench%s_%s', $2::integer, i), $1, format('Bench %s', i) FROM generate_series(1, $2) AS i`,
      [service, size],
    );
    await manager.query(
      `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
       SELECT prefix || i, $2, format('mbx_bench%s_%s', $3::integer, i), $1, kind FROM generate_series(1, $3) AS i
       CROSS JOIN (VALUES ('box', 'PRIMARY'), ('alias', 'ALIAS')) AS address (prefix, kind)`,
      [service, domain, size],
    );
    await manager.query(
      `INSERT INTO mail.mailbox_member
       SELECT mailbox.id, user_id FROM mail.mailbox CROSS JOIN unnest($2::text[]) AS user_id
       WHERE mail_service_id = $1`,
      [service, [DEMO_PEOPLE.administrator.userId, ...OTHERS]],
    );
    await manager.query(
      `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by)
       SELECT mailbox.id, user_id, "right", user_id FROM mail.mailbox
       CROSS JOIN unnest($2::text[]) AS user_id CROSS JOIN unnest($3::text[]) AS "right"
       WHERE mail_service_id = $1`,
      [service, [DEMO_PEOPLE.administrator.userId, ...OTHERS], RIGHTS],
    );
  });
}

const OTHERS = [1, 2, 3, 4].map((i) => `usr_bench${i}`);
const RIGHTS = ['SORTING_RULES', 'AUTO_REPLIES', 'SIGNATURES', 'VIEW_LOGS'];
