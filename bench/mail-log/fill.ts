import type { DataSource } from 'typeorm';

/** How many mailboxes share the log, over how many days. */
export const MAILBOXES = 100_000;
const DAYS = 60;
const DOMAIN_MAILBOXES = 100;
/** Days that are written at the same time. */
const CONNECTIONS = 2;

/**
 * Zipf's law with exponent 1, inverted: the first of 100,000 mailboxes gets a twelfth of the mail. Replies, queue ids
 * and histories are as long as real ones. Nobody's mail has EXPIRED.
 */
const FILL = `
  INSERT INTO logs.mail_event
    (domain, local_part, occurred_at, id, direction, status, updated_at, correspondent, envelope_sender, recipient,
     message_id, size_bytes, delay_seconds, relay, host, queue_id, enhanced_status_code, reply, history)
  SELECT format('d%s.example', mailbox / ${DOMAIN_MAILBOXES}), 'm' || mailbox, moment, gen_random_uuid(),
    CASE WHEN random() < 0.3 THEN 'SENT' ELSE 'RECEIVED' END, status, moment, correspondent, correspondent,
    format('m%s@d%s.example', mailbox, mailbox / ${DOMAIN_MAILBOXES}),
    format('<%s.%s@mail.example>', mailbox, i), (random() * 100000)::integer, random() * 5,
    'mx.example[192.0.2.1]:25', 'mx1', 'Q' || i, '2.0.0', '250 2.0.0 Ok: queued as ' || i,
    jsonb_build_array(jsonb_build_object('time', moment, 'status', status, 'reply', NULL))
  FROM (
    SELECT i, $1::date::timestamp AT TIME ZONE 'UTC' + i * interval '24 hours' / $2 AS moment,
      LEAST(${MAILBOXES}, round(0.5612 * exp(random() * ln(${MAILBOXES} / 0.5612))))::integer AS mailbox,
      (ARRAY['DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED',
        'DELIVERED', 'DELIVERED', 'DELIVERED', 'DELIVERED', 'DEFERRED', 'BOUNCED', 'REJECTED', 'SPAM', 'GREYLISTED'
        ])[1 + floor(random() * 17)] AS status,
      format('Somebody%s@partner%s.example', floor(random() ^ 3 * 20000), floor(random() * 50)) AS correspondent
    FROM generate_series(0, $2 - 1) AS i
    OFFSET 0
  ) AS event
  WHERE moment <= now()`;

export const mailboxAddress = (rank: number): string =>
  `m${rank}@d${Math.floor(rank / DOMAIN_MAILBOXES)}.example`;

/** Writes a log of so many rows, which ends now. */
export async function fillMailLog(database: DataSource, rows: number): Promise<void> {
  const days = await lastDays(database);
  await database.query('SELECT logs.make_partitions($1::date[])', [days]);
  const share = Math.ceil(rows / DAYS);
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, lane) => {
      for (const [i, day] of days.entries()) {
        if (i % CONNECTIONS === lane) await fillDay(database, day, share);
      }
    }),
  );
}

async function lastDays(database: DataSource): Promise<string[]> {
  const days: { day: string }[] = await database.query(
    `SELECT to_char(now() AT TIME ZONE 'UTC' - i * interval '1 day', 'YYYY-MM-DD') AS day
     FROM generate_series(0, ${DAYS}) AS i`,
  );
  return days.map(({ day }) => day);
}

async function fillDay(database: DataSource, day: string, rows: number): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query('SET LOCAL statement_timeout = 0');
    await transaction.query('SET LOCAL synchronous_commit = off');
    await transaction.query(FILL, [day, rows]);
  });
}
