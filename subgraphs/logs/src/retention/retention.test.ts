import type { Principal } from '@hostgraph/principal';
import { type Representation, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../subgraph';

interface NotCovered {
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly plans: { code: string; days: number; monthlyPriceCentimes: number }[];
}
interface Log {
  readonly nodes: { id: string }[];
  readonly pageInfo: { endCursor: string | null };
  readonly notCovered: NotCovered | null;
}
interface Retention {
  readonly plan: string;
  readonly horizonDays: number;
  readonly coversSince: string;
  readonly since: string | null;
  readonly monthlyPriceCentimes: number;
  readonly availablePlans: { code: string }[];
}

const DAY = 86_400_000;
const LONG_AGO = '2000-01-01T00:00:00.000Z';
const reader: Principal = { kind: 'PERSON', id: 'usr_1', scopes: ['logs:read', 'mail:read'], roles: {} };
/** By the database's clock, with which the searches compare. */
let now: number;
const daysAgo = (days: number): string => new Date(now - days * DAY).toISOString();

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
  const [clock]: { now: Date }[] = await subgraph.database.query(`SELECT date_trunc('second', now()) AS now`);
  now = clock!.now.getTime();
  await subgraph.database.query(
    `SELECT logs.make_partitions(array_agg(($1::timestamptz - days * interval '24 hours')::date))
     FROM unnest(ARRAY[1, 19, 21, 89, 91, 364, 366, 3000]) AS days`,
    [clock!.now],
  );
  await subgraph.database.query(
    `INSERT INTO logs.mail_event
       (id, domain, local_part, direction, occurred_at, status, updated_at, recipient, host, history)
     SELECT lpad(days::text, 32, '0')::uuid, 'example.test', 'anna', 'SENT', $1::timestamptz - days * interval '24 hours',
       'DELIVERED', now(), 'x@example.test', 'mx1', '[]'
     FROM unnest(ARRAY[1, 19, 21, 89, 91, 364, 366, 3000]) AS days`,
    [clock!.now],
  );
  await subgraph.database.query(
    `INSERT INTO logs.retention (mail_service_id, plan, horizon_days, monthly_price_centimes, since) VALUES
       ('msv_90', 'DAYS_90', 90, 250, '2026-11-01T00:00:00.000Z'),
       ('msv_365', 'DAYS_365', 365, 900, '2026-11-01T00:00:00.000Z'),
       ('msv_less', 'DAYS_5', 5, 0, '2020-01-01T00:00:00.000Z')`,
  );
});

afterAll(() => subgraph.stop());

const mailbox = (mailServiceId: string, assignedAt = LONG_AGO): Representation => ({
  __typename: 'Mailbox',
  id: `mbx_${mailServiceId}`,
  addresses: [{ address: 'anna@example.test', assignedAt }],
  mailService: { id: mailServiceId },
  viewerMayViewLogs: true,
});

async function read(owner: Representation, args = ''): Promise<Log> {
  const { data, errors } = await subgraph.askEntities<{ activityLog: Log }>(
    reader,
    `... on Mailbox { activityLog${args} { nodes { id } pageInfo { endCursor }
       notCovered { code from to plans { code days monthlyPriceCentimes } } } }`,
    [owner],
  );
  expect(errors).toBeUndefined();
  return data!._entities[0]!.activityLog;
}

const ages = ({ nodes }: Log): number[] => nodes.map(({ id }) => Number(id.slice('evt_'.length)));
/** The horizon moves on while the test runs. */
function expectDaysAgo(time: string, days: number): void {
  expect(Date.parse(time) - (now - days * DAY)).toBeGreaterThanOrEqual(0);
  expect(Date.parse(time) - (now - days * DAY)).toBeLessThan(DAY / 24);
}

describe('a search', () => {
  it.each([
    ['msv_none', 20, [1, 19]],
    ['msv_90', 90, [1, 19, 21, 89]],
    ['msv_365', 365, [1, 19, 21, 89, 91, 364]],
    ['msv_less', 20, [1, 19]],
  ])('in the service %s answers %i days, whatever is asked for', async (service, days, expected) => {
    for (const args of ['', `(from: "${LONG_AGO}")`, '(status: [DELIVERED], correspondent: null)']) {
      const log = await read(mailbox(service), args);
      expect(ages(log)).toEqual(expected);
      expectDaysAgo(log.notCovered!.to, days);
    }
  });

  it('of a mailbox whose service nobody has named answers what is free', async () => {
    expect(ages(await read({ ...mailbox('msv_365'), mailService: undefined }))).toEqual([1, 19]);
  });

  it('does not get behind the horizon by a cursor', async () => {
    const { endCursor } = (await read(mailbox('msv_none'))).pageInfo;
    expect(ages(await read(mailbox('msv_none'), `(after: "${endCursor!}")`))).toEqual([]);
    const behind = Buffer.from(
      JSON.stringify([daysAgo(30), '00000000-0000-0000-0000-000000000000']),
    ).toString('base64url');
    expect(ages(await read(mailbox('msv_none'), `(after: "${behind}")`))).toEqual([]);
  });

  it('says what is missing and which plans reach further', async () => {
    const { notCovered } = await read(mailbox('msv_none'), `(from: "${daysAgo(50)}")`);
    expect(notCovered).toEqual({
      code: 'LOG_PERIOD_NOT_COVERED',
      from: daysAgo(50),
      to: expect.any(String) as string,
      plans: [
        { code: 'DAYS_90', days: 90, monthlyPriceCentimes: 300 },
        { code: 'DAYS_365', days: 365, monthlyPriceCentimes: 900 },
      ],
    });
    expect((await read(mailbox('msv_90'))).notCovered!.plans).toMatchObject([{ code: 'DAYS_365' }]);
    expect((await read(mailbox('msv_365'))).notCovered!.plans).toEqual([]);
  });

  it('that lies wholly before the horizon is answered with no event, and missing as a whole', async () => {
    const log = await read(mailbox('msv_none'), `(from: "${daysAgo(100)}", to: "${daysAgo(60)}")`);
    expect(log).toMatchObject({ nodes: [], notCovered: { from: daysAgo(100), to: daysAgo(60) } });
  });

  it('misses nothing before the mailbox had its first address', async () => {
    const { notCovered } = await read(mailbox('msv_none', daysAgo(40)));
    expect(notCovered).toMatchObject({ from: daysAgo(40) });
    expect((await read(mailbox('msv_none', daysAgo(3)))).notCovered).toBeNull();
    expect((await read({ ...mailbox('msv_none'), addresses: [] })).notCovered).toBeNull();
  });

  it('misses nothing where the plan covers it', async () => {
    expect((await read(mailbox('msv_none'), `(from: "${daysAgo(19.9)}")`)).notCovered).toBeNull();
    expect((await read(mailbox('msv_90'), `(from: "${daysAgo(50)}")`)).notCovered).toBeNull();
  });

  it('of mailboxes of several services takes each one’s own plan, with one statement', async () => {
    const { data } = await subgraph.askEntities<{ activityLog: Log }>(
      reader,
      '... on Mailbox { activityLog { nodes { id } } }',
      [mailbox('msv_none'), mailbox('msv_90'), mailbox('msv_365')],
    );
    expect(data!._entities.map((owner) => ages(owner!.activityLog).length)).toEqual([2, 4, 6]);
    expect(subgraph.statements.filter((sql) => sql.includes('logs.mail_event'))).toHaveLength(1);
  });
});

describe('logRetention', () => {
  const ask = (principal: Principal, ids: readonly string[]) =>
    subgraph.askEntities<{ logRetention: Retention | null }>(
      principal,
      `... on MailService { logRetention {
         plan horizonDays coversSince since monthlyPriceCentimes availablePlans { code } } }`,
      ids.map((id) => ({ __typename: 'MailService', id })),
    );

  it('tells of each service what it has, as agreed, and what is offered', async () => {
    const { data, errors } = await ask(reader, ['msv_none', 'msv_90', 'msv_less']);
    expect(errors).toBeUndefined();
    const availablePlans = [{ code: 'FREE' }, { code: 'DAYS_90' }, { code: 'DAYS_365' }];
    const coversSince = expect.any(String) as string;
    expect(data!._entities.map((service) => service!.logRetention)).toEqual([
      { plan: 'FREE', horizonDays: 20, coversSince, since: null, monthlyPriceCentimes: 0, availablePlans },
      {
        plan: 'DAYS_90',
        horizonDays: 90,
        coversSince,
        since: '2026-11-01T00:00:00.000Z',
        monthlyPriceCentimes: 250,
        availablePlans,
      },
      expect.objectContaining({ plan: 'DAYS_5', horizonDays: 20 }),
    ]);
    expectDaysAgo(data!._entities[0]!.logRetention!.coversSince, 20);
    expectDaysAgo(data!._entities[1]!.logRetention!.coversSince, 90);
  });

  it('is read of 100 services with one statement', async () => {
    const { data } = await ask(
      reader,
      Array.from({ length: 100 }, (_, i) => `msv_many${i}`),
    );
    expect(data!._entities.every((service) => service?.logRetention?.plan === 'FREE')).toBe(true);
    expect(subgraph.statements).toHaveLength(1);
  });

  it('is kept from keys without the scope, and from nobody in particular', async () => {
    for (const [principal, code] of [
      [{ ...reader, kind: 'API_KEY', scopes: ['mail:read'] }, 'FORBIDDEN'],
      [{ ...reader, kind: 'ANONYMOUS' }, 'UNAUTHENTICATED'],
    ] as const) {
      const { data, errors } = await ask(principal, ['msv_90']);
      expect(data!._entities).toEqual([{ logRetention: null }]);
      expect(errors).toMatchObject([{ extensions: { code } }]);
    }
  });
});
