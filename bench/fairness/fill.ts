import { EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { Client } from 'pg';

/** What the one who loads the system has: more than the demonstration gives her. */
const EVENTS = 60_000;
const AUDIT_EVENTS = 20_000;

export async function onDatabase(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Events of 15 days, in two mail services. */
export const fillLog = (url: string): Promise<void> =>
  onDatabase(url, async (client) => {
    await client.query(
      `SELECT logs.make_partitions(array_agg(day::date))
       FROM generate_series(now() - interval '16 days', now(), '1 day') AS day`,
    );
    await client.query(
      `INSERT INTO logs.mail_event
         (id, domain, local_part, direction, occurred_at, status, reply, updated_at, correspondent, envelope_sender,
          recipient, message_id, size_bytes, host, queue_id, history)
       SELECT gen_random_uuid(), domain, local_part, 'RECEIVED', moment, 'DELIVERED',
         '250 2.0.0 Ok: queued as ' || i, moment, correspondent, correspondent, local_part || '@' || domain,
         format('<%s@mail.example>', i), i, 'mx1', 'Q' || i,
         jsonb_build_array(jsonb_build_object('time', moment, 'status', 'DELIVERED', 'reply', '250 2.0.0 Ok'))
       FROM (
         SELECT i, now() - i * interval '20 seconds' AS moment, format('somebody%s@partner.example', i % 500) AS correspondent,
           CASE WHEN i % 10 = 0 THEN 'other.test' ELSE 'example.test' END AS domain,
           CASE WHEN i % 10 = 0 THEN 'victim' ELSE (ARRAY['anna', 'bert', 'cora'])[i % 3 + 1] END AS local_part
         FROM generate_series(1, ${EVENTS}) AS i
       ) AS event`,
    );
    await client.query('ANALYZE logs.mail_event');
  });

export const fillAuditTrail = (url: string): Promise<void> =>
  onDatabase(url, async (client) => {
    await client.query(
      `INSERT INTO accounts.audit_event
         (id, organization_id, actor_kind, actor_id, action, target_type, target_id, request_id)
       SELECT 'aud_bench' || i, (ARRAY[$1, $2])[i % 2 + 1], 'PERSON', 'usr_bench', 'CREATE_API_KEY', 'API_KEY', 'key_' || i,
         'bench' || i
       FROM generate_series(1, ${AUDIT_EVENTS}) AS i`,
      [EXAMPLE_ORGANIZATION.id, OTHER_ORGANIZATION.id],
    );
    await client.query('ANALYZE accounts.audit_event');
  });
