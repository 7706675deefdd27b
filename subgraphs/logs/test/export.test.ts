import { setTimeout } from 'node:timers/promises';
import { ANONYMOUS, type Principal } from '@hostgraph/principal';
import { codes, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { EXPORT_COLUMNS } from '../src/activity-export/export-file';
import { logsSubgraph } from '../src/subgraph';
import { type ExportCaller, exportCaller, type MailboxFacts } from './support/export-caller';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Midnight of three days ago: the events lie around it, in two partitions. */
const MIDNIGHT = Math.floor(Date.now() / DAY_MS) * DAY_MS - 3 * DAY_MS;
const LONG_AGO = '2020-01-01T00:00:00.000Z';

const person = (id: string): Principal => ({
  kind: 'PERSON',
  id,
  scopes: ['logs:read', 'mail:read'],
  roles: { org_1: 'COLLABORATOR' },
});

const mailbox = (id: string, ...localParts: string[]) => ({
  id,
  addresses: localParts.map((name) => ({ address: `${name}@example.test`, assignedAt: LONG_AGO })),
  mailService: { id: 'msv_1', organization: { id: 'org_1' } },
  viewerMayViewLogs: true,
});
const anna = mailbox('mbx_anna', 'anna', 'info');

let subgraph: TestSubgraph;
let me: Principal;
let caller: ExportCaller;
let keys = 0;
const newKey = (): string => `key-${String(++keys).padStart(8, '0')}`;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  // 5000 events for Anna's two addresses and Bert's in turn, three at each moment, ten seconds apart.
  await addEvents(`
    SELECT lpad(i::text, 32, '0')::uuid, 'example.test', (ARRAY['anna', 'info', 'bert'])[i % 3 + 1],
      CASE WHEN i % 2 = 0 THEN 'SENT' ELSE 'RECEIVED' END,
      to_timestamp(${MIDNIGHT / 1000}) + (i / 3 - 800) * interval '10 seconds',
      CASE WHEN i % 2 = 0 THEN 'DELIVERED' ELSE 'BOUNCED' END, format('p%s@partner.test', i), NULL
    FROM generate_series(0, 4999) AS i`);
});
afterAll(() => subgraph.stop());
// Another one each time, as each may have ten exports.
beforeEach(() => {
  me = person(`usr_${newKey()}`);
  caller = exportCaller(subgraph, me);
});

/** @param select id, domain, local part, direction, time, status, correspondent, reply */
async function addEvents(select: string): Promise<void> {
  await subgraph.database.query(
    `SELECT logs.make_partitions(array_agg(DISTINCT (occurred_at AT TIME ZONE 'UTC')::date)) FROM (${select})
       AS event (id, domain, local_part, direction, occurred_at, status, correspondent, reply)`,
  );
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, correspondent, reply, updated_at, recipient, host, history)
     SELECT *, now(), 'x@example.test', 'mx1', '[]' FROM (${select}) AS event`,
  );
}

/** Exports and downloads; the file's text. */
async function exported(owner: MailboxFacts, input: object, by = caller): Promise<string> {
  const started = await by.start({ idempotencyKey: newKey(), ...input }, owner);
  expect(started.errors).toBeUndefined();
  expect(started.data!.userErrors).toEqual([]);
  const finished = await by.finished(started.data!.export!.id);
  expect(finished).toMatchObject({ status: 'COMPLETED', errorCode: null });
  const { data } = await by.download(finished.id, owner);
  const response = await follow(data!.download!.url);
  expect(response.status).toBe(200);
  const text = await response.text();
  expect(Buffer.byteLength(text)).toBe(finished.sizeBytes);
  expect(data!.download!.sizeBytes).toBe(finished.sizeBytes);
  return text;
}

/** Follows a link as the gateway does. */
const follow = (url: string): Promise<Response> =>
  fetch(`${subgraph.url}${url.replace('/downloads/logs/', '/downloads/')}`, {
    headers: { authorization: `Bearer ${subgraph.sign(ANONYMOUS, url.split('/').at(-1)!)}` },
  });

const idsOf = (ndjson: string): number[] =>
  ndjson
    .split('\n')
    .filter(Boolean)
    .map((line) => Number((JSON.parse(line) as { id: string }).id.slice('evt_'.length)));

describe('the file', () => {
  it('holds each event of the mailbox once, oldest first, over the borders of batches and days', async () => {
    const text = await exported(anna, { format: 'NDJSON' });
    const expected = Array.from({ length: 5000 }, (_, i) => i).filter((i) => i % 3 !== 2);
    expect(idsOf(text)).toEqual(expected);
  });

  it('holds what the filters leave', async () => {
    const [from, to] = [MIDNIGHT - 60_000, MIDNIGHT + 60_000].map((time) => new Date(time).toISOString());
    const inTime = (i: number) => i % 3 !== 2 && Math.abs(Math.floor(i / 3) - 799.5) < 6.5;
    const times = Array.from({ length: 5000 }, (_, i) => i).filter(inTime);
    expect(idsOf(await exported(anna, { format: 'NDJSON', from, to }))).toEqual(times);
    expect(
      idsOf(await exported(anna, { format: 'NDJSON', from, to, direction: 'SENT', status: ['DELIVERED'] })),
    ).toEqual(times.filter((i) => i % 2 === 0));
    expect(idsOf(await exported(anna, { format: 'NDJSON', correspondent: 'P2400@PARTNER' }))).toEqual([2400]);
  });

  it('holds no event from before an address became this mailbox’s, nor from before what its plan covers', async () => {
    const assignedAt = new Date(MIDNIGHT).toISOString();
    const owner = { ...anna, addresses: [{ address: 'anna@example.test', assignedAt }] };
    const ids = idsOf(await exported(owner, { format: 'NDJSON' }));
    expect(ids[0]).toBe(2400);
    await addEvents(`SELECT gen_random_uuid(), 'example.test', 'old', 'SENT', now() - interval '25 days', 'DELIVERED',
      NULL, NULL`);
    expect(await exported(mailbox('mbx_old', 'old'), { format: 'NDJSON' })).toBe('');
  });

  it('holds no event that is logged after the export was started', async () => {
    await addEvents(`SELECT lpad('7', 32, '0')::uuid, 'example.test', 'late', 'SENT', now() + interval '1 hour', 'DELIVERED',
      NULL, NULL`);
    expect(await exported(mailbox('mbx_late', 'late'), { format: 'NDJSON' })).toBe('');
  });

  it('of a mailbox without addresses, or without events, is a header line', async () => {
    const header = `${EXPORT_COLUMNS.join()}\r\n`;
    expect(await exported(mailbox('mbx_none'), {})).toBe(header);
    expect(await exported(mailbox('mbx_new', 'nobody'), {})).toBe(header);
  });

  it('says in NDJSON and CSV what the API says', async () => {
    await addEvents(`SELECT lpad('8', 32, '0')::uuid, 'example.test', 'one', 'SENT', to_timestamp(${MIDNIGHT / 1000}),
      'DELIVERED', 'a@partner.test', '250 2.0.0 Ok, "queued"'`);
    const event = {
      id: `evt_${'8'.padStart(32, '0')}`,
      time: new Date(MIDNIGHT).toISOString(),
      direction: 'SENT',
      address: 'one@example.test',
      correspondent: 'a@partner.test',
      status: 'DELIVERED',
      explanation: expect.stringMatching(/^The recipient’s mail server/) as string,
      reply: '250 2.0.0 Ok, "queued"',
      recipient: 'x@example.test',
      history: [],
    };
    const owner = mailbox('mbx_one', 'one');
    expect(JSON.parse(await exported(owner, { format: 'NDJSON' }))).toMatchObject(event);
    const [header, line] = (await exported(owner, {})).split('\r\n');
    expect(header).toBe(EXPORT_COLUMNS.join());
    expect(line).toContain(`,"250 2.0.0 Ok, ""queued""",`);
    expect(line).toMatch(
      /^evt_0+8,\d{4}-\d\d-\d\dT00:00:00\.000Z,SENT,one@example\.test,a@partner\.test,DELIVERED,,/,
    );
  });
});

describe('the right to export', () => {
  it.each([
    ['without VIEW_LOGS', { viewerMayViewLogs: false }, 'FORBIDDEN'],
    ['with something else in its place', { viewerMayViewLogs: 'true' }, 'FORBIDDEN'],
    ['of a mailbox that mail does not tell of', { viewerMayViewLogs: undefined }, 'NOT_FOUND'],
  ])('is missing %s, and nothing is started', async (_name, facts, code) => {
    const { data, errors } = await caller.start({ idempotencyKey: newKey() }, { ...anna, ...facts });
    expect(data).toEqual({ export: null, userErrors: null });
    expect(codes({ status: 200, errors: errors! })).toEqual([code, code]);
    const rows: unknown = await subgraph.database.query(
      `SELECT FROM logs.activity_export WHERE idempotency_key = $1`,
      [`key-${String(keys).padStart(8, '0')}`],
    );
    expect(rows).toEqual([]);
  });

  it('is needed again for a link, at that moment', async () => {
    const { data } = await caller.start({ idempotencyKey: newKey() }, anna);
    const { id } = await caller.finished(data!.export!.id);
    const withdrawn = await caller.download(id, { ...anna, viewerMayViewLogs: false });
    expect(withdrawn.data).toEqual({ download: null, userErrors: null });
    expect(codes(withdrawn)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect((await caller.download(id, anna)).errors).toBeUndefined();
  });

  it('does not reach another caller’s export, nor is its existence told', async () => {
    const { data } = await caller.start({ idempotencyKey: newKey() }, anna);
    const { id } = await caller.finished(data!.export!.id);
    const other = exportCaller(subgraph, person('usr_other'));
    const program = exportCaller(subgraph, { ...me, kind: 'API_KEY' });
    for (const stranger of [other, program]) {
      for (const unknown of [id, 'lex_none', 'lex_\u0000']) {
        expect(codes(await stranger.get(unknown))).toEqual(['NOT_FOUND']);
        expect(codes(await stranger.cancel(unknown))).toEqual(['NOT_FOUND']);
        expect(codes(await stranger.download(unknown, anna))).toEqual(['NOT_FOUND']);
      }
    }
  });

  it('ends with the organization, for whoever started it', async () => {
    const { data } = await caller.start({ idempotencyKey: newKey() }, anna);
    const { id } = await caller.finished(data!.export!.id);
    for (const roles of [{}, { org_2: 'LEGAL_RESPONSIBLE' }]) {
      const gone = exportCaller(subgraph, { ...me, roles });
      expect(await gone.get(id)).toEqual(await gone.get('lex_none'));
      expect(codes(await gone.cancel(id))).toEqual(['NOT_FOUND']);
      expect(codes(await gone.download(id, anna))).toEqual(['NOT_FOUND']);
    }
    expect((await caller.get(id)).data!.activityLogExport).toMatchObject({ id, status: 'COMPLETED' });
  });

  it('is that of the credential, too', async () => {
    const start = (principal: Principal) =>
      exportCaller(subgraph, principal).start({ idempotencyKey: newKey() }, anna);
    expect(codes(await start({ ...me, scopes: ['logs:read'] }))).toEqual(['FORBIDDEN']);
    expect(codes(await start(ANONYMOUS))).toEqual(['UNAUTHENTICATED']);
  });
});

describe('an idempotency key', () => {
  it('answers the same export again, however often and at once it is sent', async () => {
    const idempotencyKey = newKey();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => caller.start({ idempotencyKey, direction: 'SENT' }, anna)),
    );
    const ids = new Set(answers.map(({ data }) => data!.export!.id));
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await caller.finished(id);
    expect((await caller.start({ idempotencyKey, direction: 'SENT' }, anna)).data!.export).toMatchObject({
      id,
      status: 'COMPLETED',
    });
  });

  it('is refused for anything else', async () => {
    const idempotencyKey = newKey();
    await caller.start({ idempotencyKey }, anna);
    for (const other of [{ format: 'NDJSON' }, { direction: 'SENT' }, { correspondent: 'x' }]) {
      const { data } = await caller.start({ idempotencyKey, ...other }, anna);
      expect(data).toEqual({
        export: null,
        userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] }],
      });
    }
  });

  it('is one caller’s own', async () => {
    const idempotencyKey = newKey();
    const mine = await caller.start({ idempotencyKey }, anna);
    const theirs = await exportCaller(subgraph, person('usr_other')).start(
      { idempotencyKey, format: 'NDJSON' },
      anna,
    );
    expect(theirs.data!.userErrors).toEqual([]);
    expect(theirs.data!.export!.id).not.toBe(mine.data!.export!.id);
  });

  it.each([
    [{ idempotencyKey: 'short' }, /idempotencyKey must/],
    [{ idempotencyKey: 'with a space' }, /idempotencyKey must/],
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-02T00:00:00Z' }, /from must be earlier than to/],
    [{ status: [] }, /status must name/],
    [{ correspondent: '' }, /correspondent must have/],
  ])('comes with input that makes sense: not %j', async (input, message) => {
    const { errors } = await caller.start({ idempotencyKey: newKey(), ...input }, anna);
    expect(errors).toMatchObject([
      { message: expect.stringMatching(message) as string, extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

it('is recorded where the mailbox’s users see it, with how much was read', async () => {
  const owner = mailbox('mbx_told', 'anna');
  const by = exportCaller(subgraph, person('usr_told'));
  const text = await exported(owner, { format: 'NDJSON', direction: 'SENT' }, by);
  const { data } = await subgraph.askEntities<{ logSearches: { nodes: object[] } }>(
    person('usr_told'),
    '... on Mailbox { logSearches { nodes { reading direction rowCount searchedBy { id } } } }',
    [{ __typename: 'Mailbox', id: 'mbx_told', viewerIsMember: true, viewerMayViewLogs: false }],
  );
  expect(data!._entities[0]!.logSearches.nodes).toEqual([
    { reading: 'EXPORT', direction: 'SENT', rowCount: idsOf(text).length, searchedBy: { id: 'usr_told' } },
  ]);
});

it('refuses a caller’s eleventh export until one is over', async () => {
  const by = exportCaller(subgraph, person('usr_many'));
  const start = () => by.start({ idempotencyKey: newKey() }, anna);
  const started = await Promise.all(Array.from({ length: 12 }, start));
  const refusals = started.flatMap(({ data }) => data!.userErrors);
  expect(refusals).toMatchObject(Array.from({ length: 2 }, () => ({ code: 'EXPORT_LIMIT_REACHED' })));
  const { id } = await by.finished(started.find(({ data }) => data!.export)!.data!.export!.id);
  await subgraph.database.query('UPDATE logs.activity_export SET expires_at = now() WHERE id = $1', [id]);
  expect((await start()).data!.userErrors).toEqual([]);
});

describe('a link', () => {
  const linkTo = async () => {
    const { data } = await caller.start({ idempotencyKey: newKey() }, anna);
    const { id } = await caller.finished(data!.export!.id);
    const { url } = (await caller.download(id, anna)).data!.download!;
    return { id, url };
  };

  it('serves the file under a name that tells nothing, as something to save', async () => {
    const { id, url } = await linkTo();
    const response = await follow(url);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="activity-log-${id}.csv"`,
    });
  });

  it('cannot be found in the database', async () => {
    const { id, url } = await linkTo();
    const token = url.slice('/downloads/logs/'.length);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const rows: unknown = await subgraph.database.query(
      `SELECT encode(token_hash, 'escape') AS stored FROM logs.activity_export_link WHERE export_id = $1`,
      [id],
    );
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('leads nowhere after its time, or the file’s, or with another token; not even the gateway’s word helps', async () => {
    const { id, url } = await linkTo();
    expect((await follow(`/downloads/logs/${'A'.repeat(43)}`)).status).toBe(404);
    await subgraph.database.query(
      'UPDATE logs.activity_export_link SET expires_at = now() WHERE export_id = $1',
      [id],
    );
    expect((await follow(url)).status).toBe(404);
    await subgraph.database.query(
      `UPDATE logs.activity_export_link SET expires_at = now() + interval '1 day' WHERE export_id = $1`,
      [id],
    );
    expect((await follow(url)).status).toBe(200);
    await subgraph.database.query('UPDATE logs.activity_export SET expires_at = now() WHERE id = $1', [id]);
    expect((await follow(url)).status).toBe(404);
  });

  it('serves nobody but the gateway', async () => {
    const { url } = await linkTo();
    const response = await fetch(`${subgraph.url}${url.replace('/downloads/logs/', '/downloads/')}`);
    expect([response.status, await response.text()]).toEqual([401, '']);
  });

  it('is not made when there is no file (any more), which is then removed', async () => {
    const { id } = await linkTo();
    await subgraph.database.query('UPDATE logs.activity_export SET expires_at = now() WHERE id = $1', [id]);
    await subgraph.database.query(`UPDATE logs.job SET start_after = now() WHERE data->>'id' = $1`, [id]);
    expect((await caller.get(id)).data!.activityLogExport!.status).toBe('EXPIRED');
    const { data } = await caller.download(id, anna);
    expect(data).toEqual({
      download: null,
      userErrors: [{ code: 'EXPORT_NOT_AVAILABLE', path: ['input', 'exportId'] }],
    });
    const left = () =>
      subgraph.database.query<unknown[]>(
        `SELECT FROM logs.activity_export_part WHERE export_id = $1
         UNION ALL SELECT FROM logs.activity_export_link WHERE export_id = $1`,
        [id],
      );
    while ((await left()).length > 0) await setTimeout(50);
  });
});

describe('an export that is not finished', () => {
  const release = () =>
    subgraph.database.query('ALTER TABLE logs.activity_export_part DROP CONSTRAINT IF EXISTS held');
  /** Starts one that cannot get on before `release`. */
  async function startHeld(): Promise<string> {
    await subgraph.database.query(
      'ALTER TABLE logs.activity_export_part ADD CONSTRAINT held CHECK (false) NOT VALID',
    );
    const { data } = await caller.start({ idempotencyKey: newKey() }, anna);
    return data!.export!.id;
  }
  afterEach(release);

  it('can be cancelled, again and again, and leaves nothing behind', async () => {
    const id = await startHeld();
    for (let i = 0; i < 2; i++) {
      const cancelled = await caller.cancel(id);
      expect(cancelled.data!.cancelActivityLogExport).toMatchObject({
        export: { id, status: 'CANCELLED' },
        userErrors: [],
      });
    }
    await release();
    const ended = () =>
      subgraph.database.query<unknown[]>(
        `SELECT FROM logs.job WHERE data->>'id' = $1 AND state = 'completed'`,
        [id],
      );
    await subgraph.database.query(`UPDATE logs.job SET start_after = now() WHERE data->>'id' = $1`, [id]);
    while ((await ended()).length === 0) await setTimeout(50);
    expect((await caller.get(id)).data!.activityLogExport!.status).toBe('CANCELLED');
    expect(
      await subgraph.database.query('SELECT FROM logs.activity_export_part WHERE export_id = $1', [id]),
    ).toEqual([]);
    const [row]: object[] = await subgraph.database.query(
      'SELECT addresses FROM logs.activity_export WHERE id = $1',
      [id],
    );
    expect(row).toEqual({ addresses: [] });
  });

  /** @returns how many of its jobs have failed and wait for their next attempt, which now comes at once */
  const hasten = async (id: string, change = ''): Promise<number> => {
    const [, hastened] = await subgraph.database.query<[unknown[], number]>(
      `UPDATE logs.job SET start_after = now() ${change} WHERE data->>'id' = $1 AND state = 'retry'`,
      [id],
    );
    return hastened;
  };

  it('goes on by itself when what kept it from that is over', async () => {
    const id = await startHeld();
    while ((await hasten(id)) === 0) await setTimeout(50);
    await release();
    expect(await caller.finished(id)).toMatchObject({ status: 'COMPLETED' });
  });

  it('fails with a code after its last attempt', async () => {
    const id = await startHeld();
    while ((await hasten(id, ', retry_limit = retry_count + 1')) === 0) await setTimeout(50);
    expect(await caller.finished(id)).toMatchObject({ status: 'FAILED', errorCode: 'EXPORT_FAILED' });
    await release();
    const rows: unknown = await subgraph.database.query(
      `SELECT output FROM logs.job WHERE data->>'id' = $1`,
      [id],
    );
    expect(JSON.stringify(rows)).not.toMatch(/example\.test|INSERT/);
  });

  it('is not cancelled when it is over', async () => {
    const { data } = await caller.start({ idempotencyKey: newKey() }, anna);
    const { id } = await caller.finished(data!.export!.id);
    expect((await caller.cancel(id)).data!.cancelActivityLogExport).toMatchObject({
      export: { status: 'COMPLETED' },
      userErrors: [{ code: 'EXPORT_FINISHED' }],
    });
  });
});
