import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import fc from 'fast-check';
import { Follower } from '../src/ingest/follow/follower';
import { ingestFiles } from '../src/ingest/ingest-files';
import { logsSubgraph } from '../src/subgraph';

const TABLES = ['mail_event', 'ingest_source', 'ingest_open_state', 'ingest_dead_letter'];
const START = Date.UTC(2026, 10, 20, 23, 59, 30);
const TIME_ZONE = 'UTC';

let subgraph: TestSubgraph;
let directory: string;
let log: string;
beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-interleaved-'));
  log = join(directory, 'mail.log');
});
afterAll(async () => {
  await rm(directory, { recursive: true });
  await subgraph.stop();
});

/** What is logged of one message, in order: by whom, and what. */
interface Message {
  readonly host: string;
  readonly lines: readonly { readonly tag: string; readonly text: string }[];
  readonly events: number;
}

const to = (agent: string, queueId: string, address: string, status: string): Message['lines'][number] => ({
  tag: `postfix/${agent}[4]`,
  text: `${queueId}: to=<${address}>, relay=r[192.0.2.1]:25, delay=1, delays=0/0/0/1, ${status}`,
});

const recipients = fc.uniqueArray(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 3 });

/** A message that arrives for mailboxes here, with Dovecot's word of it before Postfix's or after. */
const received = fc.record({
  recipients,
  folder: fc.constantFrom('INBOX', 'Junk', 'Family'),
  isLate: fc.boolean(),
});
/** A message that a mailbox sends: attempts that fail for now, and the last one. */
const sent = fc.record({
  recipients,
  deferrals: fc.integer({ min: 0, max: 3 }),
  end: fc.constantFrom(
    'dsn=2.0.0, status=sent (250 ok)',
    'dsn=5.1.1, status=bounced (550 5.1.1 unknown)',
    null,
  ),
});
/** A message that a content filter sends back in, for mailboxes here and others. */
const filtered = fc.record({
  recipients,
  isTold: fc.boolean(),
  hasMessageId: fc.boolean(),
  deferrals: fc.integer({ min: 0, max: 2 }),
  outcome: fc.constantFrom('dsn=2.0.0, status=sent (250 ok)', 'dsn=5.1.1, status=bounced (550 no)'),
});
/** A message to an alias, of which members are put off and tried again. */
const toAlias = fc.record({
  recipients,
  deferrals: fc.integer({ min: 0, max: 3 }),
  isFromHere: fc.boolean(),
});
const refused = fc.record({ recipient: fc.integer({ min: 0, max: 5 }) });

const messages = fc.array(
  fc.oneof(
    received.map((of) => ({ kind: 'received' as const, of })),
    sent.map((of) => ({ kind: 'sent' as const, of })),
    filtered.map((of) => ({ kind: 'filtered' as const, of })),
    toAlias.map((of) => ({ kind: 'toAlias' as const, of })),
    refused.map((of) => ({ kind: 'refused' as const, of })),
  ),
  { minLength: 1, maxLength: 14 },
);

type Drawn = typeof messages extends fc.Arbitrary<(infer One)[]> ? One : never;

function toMessage(message: Drawn, index: number): Message {
  const host = `mx${index % 3}`;
  // Two hosts give out the same queue id.
  const queueId = `ABCDE${Math.floor(index / 2)}`;
  const smtpd = `postfix/smtpd[${100 + index}]`;
  switch (message.kind) {
    case 'received': {
      const { folder, isLate } = message.of;
      const deliveries = message.of.recipients.flatMap((number) => {
        const address = `anna${number}@example.test`;
        const session = `S${index}x${number}`;
        const answer = to(
          'lmtp',
          queueId,
          address,
          `dsn=2.0.0, status=sent (250 2.0.0 <${address}> ${session} Saved)`,
        );
        const text = `lmtp(${address})<9><${session}>: sieve: msgid=<m${index}@x>: stored mail into mailbox '${folder}'`;
        const filing = { tag: 'dovecot', text };
        return isLate ? [answer, filing] : [filing, answer];
      });
      return {
        host,
        lines: [
          { tag: smtpd, text: `${queueId}: client=a[192.0.2.${index}]` },
          { tag: 'postfix/cleanup[2]', text: `${queueId}: message-id=<m${index}@x>` },
          { tag: 'postfix/qmgr[3]', text: `${queueId}: from=<p@x.test>, size=9, nrcpt=1 (queue active)` },
          ...deliveries,
          { tag: 'postfix/qmgr[3]', text: `${queueId}: removed` },
        ],
        events: message.of.recipients.length,
      };
    }
    case 'sent': {
      const { deferrals, end } = message.of;
      const attempts = [
        ...Array.from({ length: deferrals }, () => 'dsn=4.4.1, status=deferred (connection timed out)'),
        ...(end === null ? [] : [end]),
      ];
      const deliveries = message.of.recipients.flatMap((number) =>
        attempts.map((attempt) => to('smtp', queueId, `k${number}@remote.test`, attempt)),
      );
      return {
        host,
        lines: [
          {
            tag: `postfix/submission/smtpd[${100 + index}]`,
            text: `${queueId}: client=b[192.0.2.9], sasl_method=PLAIN, sasl_username=anna1@example.test`,
          },
          {
            tag: 'postfix/qmgr[3]',
            text: `${queueId}: from=<anna1@example.test>, size=9, nrcpt=1 (queue active)`,
          },
          ...deliveries,
          ...(end === null ? [] : [{ tag: 'postfix/qmgr[3]', text: `${queueId}: removed` }]),
        ],
        events: attempts.length === 0 ? 0 : message.of.recipients.length,
      };
    }
    case 'filtered': {
      const { isTold, hasMessageId, deferrals, outcome } = message.of;
      const child = `${queueId}B`;
      const messageId = (id: string) => (hasMessageId ? `<m${index}@x>` : id);
      const told = isTold ? `, orig_queue_id=${queueId}, orig_client=b[192.0.2.9]` : '';
      const login = 'sasl_method=PLAIN, sasl_username=anna1@example.test';
      const addresses = message.of.recipients.map((number) => `k${number}@remote.test`);
      return {
        host,
        lines: [
          { tag: smtpd, text: `${queueId}: client=b[192.0.2.9], ${login}` },
          { tag: 'postfix/cleanup[2]', text: `${queueId}: message-id=${messageId('<>')}` },
          {
            tag: 'postfix/qmgr[3]',
            text: `${queueId}: from=<anna1@example.test>, size=9, nrcpt=1 (queue active)`,
          },
          ...Array.from({ length: deferrals }, () =>
            addresses.map((address) =>
              to(
                'smtp',
                queueId,
                address,
                'dsn=4.4.1, status=deferred (connect to 127.0.0.1:10024: refused)',
              ),
            ),
          ).flat(),
          {
            tag: `postfix/127.0.0.1:10025/smtpd[${500 + index}]`,
            text: `${child}: client=localhost[127.0.0.1]${told}`,
          },
          { tag: 'postfix/cleanup[2]', text: `${child}: message-id=${messageId(`<${child}@mx1>`)}` },
          ...addresses.map((address) => ({
            tag: 'postfix/smtp[4]',
            text: `${queueId}: to=<${address}>, relay=127.0.0.1[127.0.0.1]:10024, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as ${child})`,
          })),
          { tag: 'postfix/qmgr[3]', text: `${queueId}: removed` },
          {
            tag: 'postfix/qmgr[3]',
            text: `${child}: from=<anna1@example.test>, size=19, nrcpt=1 (queue active)`,
          },
          ...addresses.map((address) => to('smtp', child, address, outcome)),
          { tag: 'postfix/qmgr[3]', text: `${child}: removed` },
        ],
        events: addresses.length,
      };
    }
    case 'toAlias': {
      const { deferrals, isFromHere } = message.of;
      const login = isFromHere ? ', sasl_method=PLAIN, sasl_username=anna1@example.test' : '';
      const attempts = [
        ...Array.from({ length: deferrals }, () => 'dsn=4.2.2, status=deferred (full)'),
        'dsn=2.0.0, status=sent (250 ok)',
      ];
      const members = message.of.recipients.map((number) => `anna${number}@example.test`);
      return {
        host,
        lines: [
          { tag: smtpd, text: `${queueId}: client=a[192.0.2.9]${login}` },
          ...attempts.flatMap((attempt) =>
            members.map((member) => ({
              tag: 'postfix/lmtp[4]',
              text: `${queueId}: to=<${member}>, orig_to=<team@example.test>, relay=r[192.0.2.1]:24, delay=1, ${attempt}`,
            })),
          ),
          { tag: 'postfix/qmgr[3]', text: `${queueId}: removed` },
        ],
        // The sender sees the alias, whoever is behind it.
        events: members.length + (isFromHere ? 1 : 0),
      };
    }
    case 'refused': {
      const address = `anna${message.of.recipient}@example.test`;
      const text = `NOQUEUE: reject: RCPT from c[192.0.2.8]: 550 5.1.1 no; from=<p@x.test> to=<${address}> proto=ESMTP helo=<h>`;
      return { host, lines: [{ tag: 'postfix/smtpd[7]', text }], events: 1 };
    }
  }
}

/** Lines of all messages between each other, in the order of each message; the time goes on with each line. */
function interleave(all: readonly Message[], turns: readonly { pick: number; wait: number }[]): string {
  const queues = all.map(({ host, lines }) => lines.map((line) => ({ host, ...line })));
  let time = START;
  let text = '';
  for (let turn = 0; ; turn++) {
    const waiting = queues.filter(({ length }) => length > 0);
    if (waiting.length === 0) return text;
    const { pick, wait } = turns[turn % turns.length]!;
    const line = waiting[pick % waiting.length]!.shift()!;
    time += wait;
    text += `${new Date(time).toISOString()} ${line.host} ${line.tag}: ${line.text}\n`;
  }
}

async function clear(): Promise<void> {
  await subgraph.database.query(`TRUNCATE ${TABLES.map((table) => `logs.${table}`).join(', ')}`);
}

async function events(): Promise<unknown[]> {
  const rows: { row: unknown }[] = await subgraph.database.query(
    'SELECT to_jsonb(e) AS row FROM logs.mail_event e ORDER BY id',
  );
  return rows.map(({ row }) => row);
}

/** One process from where the last one stopped. */
async function follow(isLast: boolean): Promise<void> {
  const follower = await Follower.open(subgraph.database, [log], { timeZone: TIME_ZONE, report: fail });
  await follower.readOn();
  if (isLast) await follower.flush();
  await follower.close();
}

it('ends in the events of one reading, however lines are interleaved and wherever processes end', async () => {
  const turns = fc.array(
    // From within a second to longer than a message is waited for.
    fc.record({ pick: fc.nat(100), wait: fc.oneof(fc.nat(900), fc.nat(12_000)) }),
    { minLength: 1, maxLength: 40 },
  );
  const borders = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(messages, turns, borders, async (drawn, order, cuts) => {
      const all = drawn.map(toMessage);
      const text = interleave(all, order);
      await clear();
      await writeFile(log, '');
      let written = 0;
      for (const cut of [...cuts.toSorted((a, b) => a - b), 1]) {
        const end = Math.round(text.length * cut);
        await appendFile(log, text.slice(written, end));
        written = end;
        await follow(cut === 1);
      }
      const pieces = await events();

      await clear();
      await ingestFiles(subgraph.database, [log], { timeZone: TIME_ZONE });
      expect(pieces).toEqual(await events());
      expect(pieces).toHaveLength(all.reduce((sum, message) => sum + message.events, 0));
      // What is known already is neither doubled nor changed.
      expect(await ingestFiles(subgraph.database, [log], { timeZone: TIME_ZONE })).toMatchObject({
        inserted: 0,
        changed: 0,
      });
    }),
    { numRuns: 60 },
  );
});

function fail(message: string): never {
  throw new Error(message);
}
