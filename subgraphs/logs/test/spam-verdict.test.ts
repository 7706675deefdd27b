import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { logsSubgraph } from '../src/subgraph';

// As Postfix 3.7 and rspamd 3.4 of Debian 12 wrote them, but for the words of the refusal, which a site chooses.
const POSTFIX = `Nov 25 10:34:44 mx1 postfix/smtpd[27853]: 4jZGJh2djXzJMnQ: client=localhost[127.0.0.1]
Nov 25 10:34:44 mx1 postfix/cleanup[27893]: 4jZGJh2djXzJMnQ: info: header Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?= from localhost[127.0.0.1]; from=<gX@stranger.test> to=<cora@example.test> proto=ESMTP helo=<client.test>
Nov 25 10:34:44 mx1 postfix/cleanup[27893]: 4jZGJh2djXzJMnQ: message-id=<41a00bc7@stranger.test>
Nov 25 10:34:44 mx1 postfix/cleanup[27893]: 4jZGJh2djXzJMnQ: milter-reject: END-OF-MESSAGE from localhost[127.0.0.1]: 5.7.1 Not wanted here; from=<gX@stranger.test> to=<cora@example.test> proto=ESMTP helo=<client.test>
`;
const RSPAMD =
  '2026-11-25 10:34:44 #27603(rspamd_proxy) <74655f>; proxy; rspamd_task_write_log: id: <41a00bc7@stranger.test>, qid: <4jZGJh2djXzJMnQ>, ip: 127.0.0.1, from: <gX@stranger.test>, (default: S (reject): [17.20/15.00] [GTUBE(0.00){}]), len: 333, time: 0.469ms, dns req: 0, digest: <2912f0c41bbdcc9147220cfbef0e296a>, rcpts: <cora@example.test>, mime_rcpts: <cora@example.test>, forced: reject "Gtube pattern"; score=15.00 (set by GTUBE)\n';
const JUDGED = [
  {
    status: 'SPAM',
    subject: 'Grüße',
    spam_action: 'REJECT',
    spam_score: 17.2,
    history: [{ status: 'SPAM' }],
  },
];

let subgraph: TestSubgraph;
let directory: string;
let postfix: string;
let rspamd: string;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});
afterAll(() => subgraph.stop());
beforeEach(async () => {
  await subgraph.database.query(
    'TRUNCATE logs.mail_event, logs.ingest_source, logs.ingest_open_state, logs.ingest_dead_letter',
  );
  directory = await mkdtemp(join(tmpdir(), 'hostgraph-verdict-'));
  postfix = join(directory, 'mail.log');
  rspamd = join(directory, 'rspamd.log');
  await writeFile(postfix, '');
  await writeFile(rspamd, '');
});
afterEach(() => rm(directory, { recursive: true }));

const open = (): Promise<Follower> =>
  Follower.open(subgraph.database, [postfix, rspamd], { timeZone: 'UTC', report: () => undefined });

async function run(): Promise<void> {
  const follower = await open();
  await follower.readOn();
  await follower.close();
}

async function flush(): Promise<void> {
  const follower = await open();
  await follower.readOn();
  await follower.flush();
  await follower.close();
}

const events = (): Promise<unknown[]> => subgraph.database.query('SELECT * FROM logs.mail_event');

it.each([
  ['before', RSPAMD, POSTFIX],
  ['after', POSTFIX, RSPAMD],
])(
  'a verdict read %s the lines about its message, by another process, is that message’s',
  async (_, ...lines) => {
    for (const text of lines) {
      await appendFile(text === RSPAMD ? rspamd : postfix, text);
      await run();
    }
    await flush();
    expect(await events()).toMatchObject(JUDGED);
    const rows: unknown[] = await subgraph.database.query('SELECT kind FROM logs.ingest_open_state');
    expect(rows).not.toContainEqual({ kind: 'verdicts' });
  },
);

it('a verdict on another message that has had the queue id changes nothing', async () => {
  await writeFile(rspamd, RSPAMD.replace('id: <41a00bc7@', 'id: <52a00bc7@'));
  await writeFile(postfix, POSTFIX);
  await flush();
  expect(await events()).toMatchObject([{ status: 'REJECTED', spam_action: null, spam_score: null }]);
});

it('the sender sees the subject, and not what the recipient’s filter thinks', async () => {
  await writeFile(rspamd, RSPAMD.replace('(reject): [17.20', '(no action): [1.50'));
  const [arrival = '', subject = '', id = ''] = POSTFIX.split(/(?<=\n)/);
  await writeFile(
    postfix,
    `${arrival.trimEnd()}, sasl_method=PLAIN, sasl_username=anna@example.test\n${subject}${id}` +
      'Nov 25 10:34:44 mx1 postfix/lmtp[7]: 4jZGJh2djXzJMnQ: to=<cora@example.test>, relay=127.0.0.1[127.0.0.1]:10293, delay=0.08, delays=0.01/0/0/0.07, dsn=2.0.0, status=sent (250 2.0.0 <cora@example.test> KJZ9I9S5BmsBbQAAg+zDdQ Saved)\n',
  );
  await flush();
  const found: unknown = await subgraph.database.query(
    'SELECT direction, subject, spam_action, spam_score FROM logs.mail_event ORDER BY direction',
  );
  expect(found).toEqual([
    { direction: 'RECEIVED', subject: 'Grüße', spam_action: 'NO_ACTION', spam_score: 1.5 },
    { direction: 'SENT', subject: 'Grüße', spam_action: null, spam_score: null },
  ]);
});
