import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@hostgraph/principal';
import { type RunningSubgraph, startSubgraph } from '@hostgraph/subgraph-kit';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Follower } from '../src/ingest/follow/follower';
import { logsSubgraph } from '../src/subgraph';

const person: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };

interface Activity {
  readonly __typename: string;
  readonly id: string;
  readonly kind: string;
  readonly mailbox: { readonly id: string };
}
interface Result {
  readonly data?: { readonly mailActivity: Activity } | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
}

let subgraph: TestSubgraph;
let second: RunningSubgraph;
beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  second = await startSubgraph(logsSubgraph, subgraph.config);
});
afterAll(async () => {
  await second.stop();
  await subgraph.stop();
});

const mailbox = (name: string, viewerMayViewLogs: unknown = true) => ({
  id: `mbx_${name}`,
  addresses: [{ address: `${name}@example.test`, assignedAt: '2020-01-01T00:00:00.000Z' }],
  mailService: { id: 'msv_1' },
  viewerMayViewLogs,
});

/** Subscribes as the gateway does. */
async function* subscribe(
  name: string,
  options: { args?: string; url?: string; principal?: Principal; signal?: AbortSignal } = {},
): AsyncGenerator<Result, 'COMPLETE'> {
  const { args = '', url = subgraph.url, principal = person, signal } = options;
  const content = JSON.stringify({
    query: `subscription { mailActivity(mailboxId: "mbx_${name}"${args}) { __typename id kind mailbox { id } } }`,
  });
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${subgraph.sign(principal, content)}`,
    },
    body: content,
    ...(signal && { signal }),
  });
  let text = '';
  const decoder = new TextDecoder();
  const body = response.body!.getReader();
  for (let part = await body.read(); !part.done; part = await body.read()) {
    text += decoder.decode(part.value, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event, data] = /^event: (\w+)\ndata: ?(.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (event === 'complete') return 'COMPLETE';
      if (event === 'next') yield JSON.parse(data!) as Result;
    }
  }
  throw new Error('The stream broke off');
}

/** What the gateway asks for when a message has come. */
const eventsOf = (activity: Activity, owner: ReturnType<typeof mailbox>) =>
  subgraph.askEntities<{ events: { id: string; correspondent: string; status: string }[] | null }>(
    person,
    '... on MailActivity { events { id correspondent status } }',
    [{ __typename: activity.__typename, id: activity.id, mailbox: owner }],
  );

/** The next message, and its events as the owner of the mailbox is answered them. */
async function take(stream: AsyncGenerator<Result, 'COMPLETE'>, owner: ReturnType<typeof mailbox>) {
  const { value, done } = await stream.next();
  if (done) return { kind: 'COMPLETE' };
  const activity = value.data!.mailActivity;
  const { data, errors } = await eventsOf(activity, owner);
  return {
    kind: activity.kind,
    events: data!._entities[0]?.events ?? null,
    code: errors?.[0]?.extensions.code,
  };
}

let folder: string;
let log: string;
let follower: Follower;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-live-'));
  log = join(folder, 'mail.log');
  await writeFile(log, '');
  follower = await Follower.open(subgraph.database, [log], { timeZone: 'UTC', report: () => undefined });
});
afterEach(async () => {
  await follower.close();
  await rm(folder, { recursive: true });
});

let messages = 0;
/** Has a message sent by somebody, through the real ingest. */
async function send(name: string, ...recipients: string[]): Promise<void> {
  const time = new Date().toISOString();
  const lines = recipients.flatMap((to) => {
    const queueId = `ABC${String(++messages).padStart(5, '0')}`;
    const line = (daemon: string, text: string) => `${time} mx1 postfix/${daemon}: ${queueId}: ${text}\n`;
    return [
      line(
        'submission/smtpd[1]',
        `client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=${name}@example.test`,
      ),
      line('qmgr[2]', `from=<${name}@example.test>, size=500, nrcpt=1 (queue active)`),
      line(
        'smtp[3]',
        `to=<${to}>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 Ok)`,
      ),
      line('qmgr[2]', 'removed'),
    ];
  });
  await appendFile(log, lines.join(''));
  await follower.readOn();
  await follower.flush();
}

it('tells what the ingest commits, on every instance, to those who follow that address', async () => {
  const anna = mailbox('anna');
  const streams = [subscribe('anna'), subscribe('anna', { url: second.url }), subscribe('bert')] as const;
  for (const [i, owner] of [anna, anna, mailbox('bert')].entries()) {
    expect(await take(streams[i]!, owner)).toMatchObject({ kind: 'WATCHING', events: [] });
  }
  await send('anna', 'one@partner.test');
  await send('bert', 'two@partner.test');
  const one = { kind: 'EVENTS', events: [{ correspondent: 'one@partner.test', status: 'DELIVERED' }] };
  expect(await take(streams[0], anna)).toMatchObject(one);
  expect(await take(streams[1], anna)).toMatchObject(one);
  expect(await take(streams[2], mailbox('bert'))).toMatchObject({
    kind: 'EVENTS',
    events: [{ correspondent: 'two@partner.test' }],
  });
  for (const stream of streams) await stream.return('COMPLETE');
});

it('tells only what was asked for', async () => {
  const owner = mailbox('picky');
  const stream = subscribe('picky', { args: ', status: [DELIVERED], correspondent: "WANTED@"' });
  await take(stream, owner);
  await send('picky', 'other@partner.test');
  await send('picky', 'wanted@partner.test');
  expect(await take(stream, owner)).toMatchObject({ events: [{ correspondent: 'wanted@partner.test' }] });
  await stream.return('COMPLETE');
});

it('answers no events of an address that is not the mailbox’s (any more), whatever the stream was told', async () => {
  const stream = subscribe('moved');
  await take(stream, mailbox('moved'));
  await send('moved', 'secret@partner.test');
  expect(await take(stream, { ...mailbox('moved'), addresses: mailbox('new').addresses })).toEqual({
    kind: 'EVENTS',
    events: [],
    code: undefined,
  });
  await stream.return('COMPLETE');
});

it.each([
  ['withdrawn', false, 'FORBIDDEN'],
  ['not told of by mail', undefined, 'NOT_FOUND'],
])('ends at once when the right is %s, and the events are not answered', async (_name, right, code) => {
  const name = `right${code.toLowerCase().replace('_', '')}`;
  const stream = subscribe(name);
  await take(stream, mailbox(name));
  await send(name, 'secret@partner.test');
  const lost = { ...mailbox(name), viewerMayViewLogs: right };
  expect(await take(stream, lost)).toEqual({ kind: 'EVENTS', events: null, code });
  expect(await take(stream, lost)).toEqual({ kind: 'COMPLETE' });
  const watches: unknown = await subgraph.database.query(
    'SELECT FROM logs.live_watch WHERE local_part = $1',
    [name],
  );
  expect(watches).toEqual([]);
});

it('is recorded once, where the mailbox’s users see it', async () => {
  const stream = subscribe('told');
  await take(stream, mailbox('told'));
  await send('told', 'x@partner.test');
  await take(stream, mailbox('told'));
  const rows: unknown = await subgraph.database.query(
    `SELECT reading, row_count, principal_id FROM logs.search WHERE mailbox_id = 'mbx_told'`,
  );
  expect(rows).toEqual([{ reading: 'LIVE', row_count: 0, principal_id: 'usr_1' }]);
  await stream.return('COMPLETE');
});

it('refuses those who may not, and arguments that make no sense, with a code', async () => {
  const code = async (options: Parameters<typeof subscribe>[1]) => {
    const stream = subscribe('refused', options);
    const { value } = await stream.next();
    return (value as Result).errors?.[0]?.extensions.code;
  };
  expect(await code({ principal: { ...person, scopes: ['logs:read'] } })).toBe('FORBIDDEN');
  expect(await code({ principal: { ...person, kind: 'ANONYMOUS' } })).toBe('UNAUTHENTICATED');
  expect(await code({ args: ', status: []' })).toBe('BAD_USER_INPUT');
  expect(await code({ args: ', nonsense: 1' })).toBe('GRAPHQL_VALIDATION_FAILED');
  const anybody = await fetch(`${subgraph.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: '{"query":"subscription { mailActivity(mailboxId: \\"mbx_1\\") { kind } }"}',
  });
  expect(anybody.status).toBe(401);
});

it('lets one organization have as many streams on an instance as it may, whichever keys open them', async () => {
  const opened = await Promise.all(
    Array.from({ length: 15 }, async (_, i) => {
      const key: Principal = {
        ...person,
        kind: 'API_KEY',
        id: `key_${i}`,
        roles: { org_many: 'ADMINISTRATOR' },
      };
      const stream = subscribe('many', { principal: key });
      const { value } = await stream.next();
      return { stream, code: (value as Result).errors?.[0]?.extensions.code };
    }),
  );
  const codes = opened.map(({ code }) => code);
  expect(codes.filter((code) => code === undefined)).toHaveLength(
    subgraph.config.streamLimits.perOrganization,
  );
  expect(codes.filter((code) => code === 'TOO_MANY_STREAMS')).toHaveLength(3);
  await Promise.all(opened.map(({ stream }) => stream.return('COMPLETE')));
});

it('lets one caller have ten streams on an instance, and an eleventh when one has gone', async () => {
  const gone = new AbortController();
  const streams = Array.from({ length: 10 }, (_, i) =>
    subscribe('many', { principal: { ...person, id: 'usr_many' }, ...(i === 0 && { signal: gone.signal }) }),
  );
  for (const stream of streams) await stream.next();
  const another = async () => {
    const stream = subscribe('many', { principal: { ...person, id: 'usr_many' } });
    const { value } = await stream.next();
    await stream.return('COMPLETE');
    return (value as Result).errors?.[0]?.extensions.code;
  };
  expect(await another()).toBe('TOO_MANY_STREAMS');
  gone.abort();
  while ((await another()) !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
  for (const stream of streams.slice(1)) await stream.return('COMPLETE');
});

it('ends in an orderly way when its instance is stopped', async () => {
  const third = await startSubgraph(logsSubgraph, subgraph.config);
  const stream = subscribe('stopped', { url: third.url });
  await take(stream, mailbox('stopped'));
  const ended = stream.next();
  await third.stop();
  expect(await ended).toEqual({ done: true, value: 'COMPLETE' });
});
