import { EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import {
  callersWith,
  codes,
  type Representation,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { DEFAULT_RETENTION_PLANS, RETENTION_PLANS } from '../src/retention/retention-plan';
import { logsSubgraph } from '../src';

interface Offer {
  readonly plan: { code: string; days: number; monthlyPriceCentimes: number };
  readonly offer: string;
  readonly expiresAt: string;
}
interface Order {
  readonly id: string;
  readonly state: string;
  readonly plan: string;
  readonly horizonDays: number;
  readonly monthlyPriceCentimes: number;
  readonly orderedBy: { id: string } | null;
  readonly apiKeyId: string | null;
  readonly organization: { id: string };
  readonly mailServiceId: string;
  readonly billingReference: string | null;
}
interface Outcome {
  readonly order: Order | null;
  readonly userErrors: { code: string; path: string[] }[];
}

const SCOPES = ['logs:read', 'logs:order', 'mail:read', 'audit:read'];
const { legalResponsible, administrator, collaborator, stranger, apiKey } = callersWith(SCOPES);
const billing: Principal = { kind: 'API_KEY', id: 'key_billing', scopes: ['billing:write'], roles: {} };
const ORDER_FIELDS = `id state plan horizonDays monthlyPriceCentimes orderedBy { id } apiKeyId organization { id }
  mailServiceId billingReference orderedAt expiresAt activatedAt closedAt`;

let subgraph: TestSubgraph;
let services = 0;
let keys = 0;

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph);
});

afterAll(() => subgraph.stop());

/** A mail service that nobody has ordered anything for, as the gateway names it with what mail says of it. */
const newMailService = (organizationId: string | null = EXAMPLE_ORGANIZATION.id): Representation => ({
  __typename: 'MailService',
  id: `msv_${++services}`,
  organization: organizationId === null ? null : { id: organizationId },
});

const askService = <Fields>(caller: Principal, service: Representation, selection: string) =>
  subgraph.askEntities<Fields>(caller, `... on MailService { ${selection} }`, [service]);

const readOffers = (caller: Principal, service: Representation) =>
  askService<{ logRetentionOffers: Offer[] | null }>(
    caller,
    service,
    'logRetentionOffers { plan { code days monthlyPriceCentimes } offer expiresAt }',
  );

async function offersTo(caller: Principal, service: Representation): Promise<Offer[]> {
  const { data, errors } = await readOffers(caller, service);
  expect(errors).toBeUndefined();
  return data!._entities[0]!.logRetentionOffers!;
}

async function offerOf(plan: string, caller: Principal, service: Representation): Promise<string> {
  return (await offersTo(caller, service)).find(({ plan: { code } }) => code === plan)!.offer;
}

async function mutate(caller: Principal, name: string, input: Readonly<Record<string, unknown>>) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await subgraph.ask<{ outcome: Outcome | null }>(
    caller,
    `mutation ($input: ${type}!) { outcome: ${name}(input: $input) {
       order { ${ORDER_FIELDS} } userErrors { code path } } }`,
    { input },
  );
  return { outcome: answer.data?.outcome, answer };
}

const order = (caller: Principal, offer: string, idempotencyKey = `key ${++keys}`) =>
  mutate(caller, 'orderLogRetention', { offer, idempotencyKey });
const cancel = (caller: Principal, orderId: string) => mutate(caller, 'cancelLogRetentionOrder', { orderId });
const confirm = (orderId: string, caller = billing, billingReference?: string) =>
  mutate(caller, 'confirmLogRetentionOrder', { orderId, billingReference });
const end = (orderId: string, caller = billing) => mutate(caller, 'endLogRetentionOrder', { orderId });

/** Orders a plan and answers the order. */
async function ordered(plan: string, service: Representation, caller = administrator): Promise<Order> {
  const { outcome } = await order(caller, await offerOf(plan, caller, service));
  expect(outcome!.userErrors).toEqual([]);
  return outcome!.order!;
}

async function retentionOf(service: Representation, caller = administrator) {
  const { data } = await askService<{ logRetention: unknown }>(
    caller,
    service,
    `logRetention { plan horizonDays monthlyPriceCentimes
       pendingOrder { id state orderedBy { id } apiKeyId } }`,
  );
  return data!._entities[0]!.logRetention;
}

const refused = (code: string, argument: string) => [{ code, path: ['input', argument] }];
const FREE = { plan: 'FREE', horizonDays: 20, monthlyPriceCentimes: 0, pendingOrder: null };

const audit = (orderId: string) =>
  subgraph.database.query<{ action: string }[]>(
    'SELECT action, actor_id FROM logs.audit_event WHERE target_id = $1 ORDER BY occurred_at, id',
    [orderId],
  );

describe('an offer', () => {
  it('is made of each plan that is longer than the present one', async () => {
    const service = newMailService();
    const offers = await offersTo(administrator, service);
    expect(offers.map(({ plan }) => plan)).toEqual(DEFAULT_RETENTION_PLANS.slice(1));
    expect(Date.parse(offers[0]!.expiresAt)).toBeGreaterThan(Date.now());
    await confirm((await ordered('DAYS_90', service)).id);
    expect((await offersTo(administrator, service)).map(({ plan }) => plan.code)).toEqual(['DAYS_365']);
  });

  it('is made to administrators of the organization that mail names, and to nobody else', async () => {
    const service = newMailService();
    for (const caller of [legalResponsible, administrator, apiKey]) {
      expect(await offersTo(caller, service)).toHaveLength(2);
    }
    for (const [caller, of] of [
      [collaborator, service],
      [stranger, service],
      [administrator, newMailService(OTHER_ORGANIZATION.id)],
      [administrator, newMailService(null)],
      [administrator, { __typename: 'MailService', id: 'msv_without' }],
      [{ ...administrator, scopes: ['logs:read', 'mail:read'] }, service],
      [billing, service],
    ] as const) {
      const answer = await readOffers(caller, of);
      expect(codes(answer)).toEqual(['FORBIDDEN']);
      expect(answer.data!._entities).toEqual([{ logRetentionOffers: null }]);
    }
  });

  it('is ordered at its price and days, whatever is offered meanwhile', async () => {
    const service = newMailService();
    const offer = await offerOf('DAYS_90', administrator, service);
    const [free, plan] = DEFAULT_RETENTION_PLANS;
    subgraph.config.settings.set(RETENTION_PLANS, [
      free,
      { ...plan!, days: 60, monthlyPriceCentimes: 9_900 },
    ]);
    const { outcome } = await order(administrator, offer);
    const confirmed = await confirm(outcome!.order!.id);
    subgraph.config.settings.set(RETENTION_PLANS, DEFAULT_RETENTION_PLANS);
    expect(confirmed.outcome!.order).toMatchObject({
      plan: 'DAYS_90',
      horizonDays: 90,
      monthlyPriceCentimes: 300,
    });
    expect(await retentionOf(service)).toEqual({
      plan: 'DAYS_90',
      horizonDays: 90,
      monthlyPriceCentimes: 300,
      pendingOrder: null,
    });
  });

  it.each([
    ['rubbish', () => Promise.resolve('rubbish')],
    ['somebody else’s', () => offerOf('DAYS_90', legalResponsible, newMailService())],
    [
      'one for another mail service, made up',
      async () => {
        const [header, payload, signature] = (
          await offerOf('DAYS_90', administrator, newMailService())
        ).split('.');
        const claims = Buffer.from(payload!, 'base64url')
          .toString()
          .replace(/msv_\d+/, 'msv_other');
        return [header, Buffer.from(claims).toString('base64url'), signature].join('.');
      },
    ],
  ])('that is %s orders nothing', async (_hazard, make) => {
    const { outcome } = await order(administrator, await make());
    expect(outcome).toEqual({ order: null, userErrors: refused('OFFER_NOT_VALID', 'offer') });
  });

  it('orders nothing for somebody who has lost the role since', async () => {
    const offer = await offerOf('DAYS_90', administrator, newMailService());
    for (const roles of [{}, { [EXAMPLE_ORGANIZATION.id]: 'COLLABORATOR' }]) {
      expect(codes((await order({ ...administrator, roles }, offer)).answer)).toEqual(['FORBIDDEN']);
    }
  });

  it('orders nothing without the scope, and nothing under a key that is none', async () => {
    const offer = await offerOf('DAYS_90', administrator, newMailService());
    expect(codes((await order({ ...administrator, scopes: ['logs:read'] }, offer)).answer)).toEqual([
      'FORBIDDEN',
    ]);
    for (const key of ['', 'ä', 'x'.repeat(101), 'a\u0000']) {
      expect(codes((await order(administrator, offer, key)).answer)).toEqual(['BAD_USER_INPUT']);
    }
  });
});

describe('an order', () => {
  it('waits, and changes nothing yet', async () => {
    const service = newMailService();
    const placed = await ordered('DAYS_365', service);
    expect(placed).toMatchObject({
      id: expect.stringMatching(/^lro_/) as string,
      state: 'PENDING',
      plan: 'DAYS_365',
      orderedBy: { id: administrator.id },
      apiKeyId: null,
      organization: { id: EXAMPLE_ORGANIZATION.id },
      mailServiceId: service.id,
    });
    expect(await retentionOf(service)).toEqual({
      ...FREE,
      pendingOrder: { id: placed.id, state: 'PENDING', orderedBy: { id: administrator.id }, apiKeyId: null },
    });
    expect(await audit(placed.id)).toEqual([{ action: 'ORDER_LOG_RETENTION', actor_id: administrator.id }]);
  });

  it('tells a collaborator that it waits, and not who gave it', async () => {
    const service = newMailService();
    const { id } = await ordered('DAYS_90', service, apiKey);
    const seen = { id, state: 'PENDING', orderedBy: null };
    expect(await retentionOf(service)).toMatchObject({ pendingOrder: { ...seen, apiKeyId: apiKey.id } });
    expect(await retentionOf(service, collaborator)).toMatchObject({
      pendingOrder: { ...seen, apiKeyId: null },
    });
  });

  it('that is repeated is one order, however often and at once, also when the offer has expired', async () => {
    const offer = await offerOf('DAYS_90', administrator, newMailService());
    const answers = await Promise.all(Array.from({ length: 5 }, () => order(administrator, offer, 'once')));
    const [first] = answers;
    for (const { outcome } of answers) expect(outcome).toEqual(first!.outcome);
    expect(first!.outcome!.userErrors).toEqual([]);
    const [{ secret } = { secret: null }] = await subgraph.database.query<{ secret: unknown }[]>(
      'SELECT secret FROM logs.ticket_key',
    );
    // No offer that was made before counts any more.
    await subgraph.database.query(`UPDATE logs.ticket_key SET secret = sha256('another')`);
    const late = await order(administrator, offer, 'once');
    const other = await order(administrator, offer, 'twice');
    await subgraph.database.query('UPDATE logs.ticket_key SET secret = $1', [secret]);
    expect(late.outcome).toEqual(first!.outcome);
    const gone = await order({ ...administrator, roles: {} }, offer, 'once');
    expect(codes(gone.answer)).toEqual(['FORBIDDEN']);
    expect(other.outcome!.userErrors).toEqual(refused('OFFER_NOT_VALID', 'offer'));
    expect(await audit(first!.outcome!.order!.id)).toHaveLength(1);
  });

  it('under the key of another one is refused; under the key of another caller it is their own', async () => {
    const [one, two] = [newMailService(), newMailService()];
    await order(administrator, await offerOf('DAYS_90', administrator, one), 'same');
    const again = await order(administrator, await offerOf('DAYS_90', administrator, two), 'same');
    expect(again.outcome).toEqual({
      order: null,
      userErrors: refused('IDEMPOTENCY_KEY_REUSED', 'idempotencyKey'),
    });
    const others = await order(legalResponsible, await offerOf('DAYS_90', legalResponsible, two), 'same');
    expect(others.outcome).toMatchObject({ order: { state: 'PENDING' }, userErrors: [] });
  });

  it('is refused while another one waits, also when both are given at once', async () => {
    const service = newMailService();
    const offers = await offersTo(administrator, service);
    const outcomes = await Promise.all(
      [...offers, ...offers].map(async ({ offer }) => (await order(administrator, offer)).outcome!),
    );
    expect(outcomes.filter(({ order: placed }) => placed !== null)).toHaveLength(1);
    expect(outcomes.flatMap(({ userErrors }) => userErrors)).toEqual(
      Array(3).fill(refused('ORDER_PENDING', 'offer')[0]),
    );
  });

  it('is refused for the plan that the mail service has, and for a shorter one', async () => {
    const service = newMailService();
    const offers = await offersTo(administrator, service);
    await confirm((await ordered('DAYS_365', service)).id);
    for (const { offer } of offers) {
      expect((await order(administrator, offer)).outcome).toEqual({
        order: null,
        userErrors: refused('PLAN_NOT_LONGER', 'offer'),
      });
    }
  });

  it('expires when nobody confirms it, and leaves room for the next', async () => {
    const service = newMailService();
    const late = await ordered('DAYS_90', service);
    await subgraph.database.query(
      `UPDATE logs.retention_order SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [late.id],
    );
    expect(await retentionOf(service)).toEqual(FREE);
    expect((await confirm(late.id)).outcome).toMatchObject({
      order: { state: 'EXPIRED' },
      userErrors: refused('ORDER_NOT_PENDING', 'orderId'),
    });
    expect(await ordered('DAYS_90', service)).toMatchObject({ state: 'PENDING' });
    expect(await retentionOf(service)).toMatchObject({ plan: 'FREE' });
  });

  it('is cancelled by who may order and by billing, as long as it is pending', async () => {
    for (const caller of [legalResponsible, apiKey, billing]) {
      const service = newMailService();
      const { id } = await ordered('DAYS_90', service);
      const { outcome } = await cancel(caller, id);
      expect(outcome).toMatchObject({ order: { id, state: 'CANCELLED' }, userErrors: [] });
      expect((await cancel(caller, id)).outcome).toEqual(outcome);
      expect(await retentionOf(service)).toEqual(FREE);
      expect((await confirm(id)).outcome!.userErrors).toEqual(refused('ORDER_NOT_PENDING', 'orderId'));
      expect(await audit(id)).toMatchObject([
        { action: 'ORDER_LOG_RETENTION' },
        { action: 'CANCEL_LOG_RETENTION_ORDER', actor_id: caller.id },
      ]);
    }
  });

  it('is cancelled by nobody else, who is told of it what is told of none', async () => {
    const { id } = await ordered('DAYS_90', newMailService());
    for (const [caller, code] of [
      [stranger, 'NOT_FOUND'],
      [collaborator, 'NOT_FOUND'],
      [{ ...apiKey, scopes: ['logs:read'] }, 'FORBIDDEN'],
      [{ ...administrator, kind: 'ANONYMOUS' }, 'UNAUTHENTICATED'],
    ] as const) {
      const { answer } = await cancel(caller, id);
      expect(codes(answer)).toEqual([code]);
      if (code === 'NOT_FOUND') expect(answer).toEqual((await cancel(caller, 'lro_none')).answer);
    }
    expect(codes((await cancel(administrator, 'lro_\u0000')).answer)).toEqual(['NOT_FOUND']);
  });
});

describe('billing', () => {
  it('puts an order into force, once, with its audit row', async () => {
    const service = newMailService();
    const { id } = await ordered('DAYS_90', service);
    const { outcome } = await confirm(id, billing, 'C-2026-17');
    expect(outcome).toMatchObject({
      order: { id, state: 'ACTIVE', billingReference: 'C-2026-17' },
      userErrors: [],
    });
    expect(await retentionOf(service)).toEqual({
      plan: 'DAYS_90',
      horizonDays: 90,
      monthlyPriceCentimes: 300,
      pendingOrder: null,
    });
    expect((await confirm(id, billing, 'another')).outcome).toEqual(outcome);
    expect(await audit(id)).toEqual([
      { action: 'ORDER_LOG_RETENTION', actor_id: administrator.id },
      { action: 'CONFIRM_LOG_RETENTION_ORDER', actor_id: billing.id },
    ]);
  });

  it('and a customer who decide at the same moment: one of them does', async () => {
    for (let round = 0; round < 5; round++) {
      const service = newMailService();
      const { id } = await ordered('DAYS_90', service);
      const [confirmed, cancelled] = await Promise.all([confirm(id), cancel(administrator, id)]);
      const errors = [confirmed, cancelled].flatMap(({ outcome }) => outcome!.userErrors);
      expect(errors).toEqual(refused('ORDER_NOT_PENDING', 'orderId'));
      const isActive = confirmed.outcome!.userErrors.length === 0;
      expect(await retentionOf(service)).toMatchObject({ plan: isActive ? 'DAYS_90' : 'FREE' });
      expect(await audit(id)).toHaveLength(2);
    }
  });

  it('exchanges a plan for a longer one in one step', async () => {
    const service = newMailService();
    const shorter = await ordered('DAYS_90', service);
    await confirm(shorter.id);
    await confirm((await ordered('DAYS_365', service)).id);
    expect(await retentionOf(service)).toMatchObject({ plan: 'DAYS_365', horizonDays: 365 });
    const { data } = await askService<{ logRetentionOrders: { nodes: Order[] } }>(
      administrator,
      service,
      'logRetentionOrders { nodes { plan state } }',
    );
    expect(data!._entities[0]!.logRetentionOrders.nodes).toEqual([
      { plan: 'DAYS_365', state: 'ACTIVE' },
      { plan: 'DAYS_90', state: 'ENDED' },
    ]);
  });

  it('ends an order in force, which leaves what is free and room for a shorter one', async () => {
    const service = newMailService();
    const { id } = await ordered('DAYS_365', service);
    expect((await end(id)).outcome!.userErrors).toEqual(refused('ORDER_NOT_ACTIVE', 'orderId'));
    await confirm(id);
    const { outcome } = await end(id);
    expect(outcome).toMatchObject({ order: { state: 'ENDED' }, userErrors: [] });
    expect((await end(id)).outcome).toEqual(outcome);
    expect(await retentionOf(service)).toEqual(FREE);
    expect(await ordered('DAYS_90', service)).toMatchObject({ state: 'PENDING' });
    expect((await audit(id)).map(({ action }) => action)).toEqual([
      'ORDER_LOG_RETENTION',
      'CONFIRM_LOG_RETENTION_ORDER',
      'END_LOG_RETENTION_ORDER',
    ]);
  });

  it('leaves nothing half done when the audit row cannot be written', async () => {
    const service = newMailService();
    const { id } = await ordered('DAYS_90', service);
    await subgraph.database.query(
      'ALTER TABLE logs.audit_event ADD CONSTRAINT no_more CHECK (false) NOT VALID',
    );
    const { answer } = await confirm(id).finally(() =>
      subgraph.database.query('ALTER TABLE logs.audit_event DROP CONSTRAINT no_more'),
    );
    expect(codes(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(await retentionOf(service)).toMatchObject({ plan: 'FREE', pendingOrder: { id } });
  });

  it('is nobody without its scope', async () => {
    const service = newMailService();
    const { id } = await ordered('DAYS_90', service);
    for (const caller of [administrator, apiKey, legalResponsible]) {
      expect(codes((await confirm(id, caller)).answer)).toEqual(['FORBIDDEN']);
      expect(codes((await end(id, caller)).answer)).toEqual(['FORBIDDEN']);
      expect(codes(await subgraph.ask(caller, '{ logRetentionOrders { nodes { id } } }'))).toEqual([
        'FORBIDDEN',
      ]);
    }
    expect(await retentionOf(service)).toMatchObject({ plan: 'FREE', pendingOrder: { id } });
  });

  it('finds all that waits, the oldest first, page by page, and not what has expired', async () => {
    await subgraph.database.query('TRUNCATE logs.retention_order');
    const placed: Order[] = [];
    for (let i = 0; i < 4; i++) placed.push(await ordered('DAYS_90', newMailService()));
    await subgraph.database.query(
      `UPDATE logs.retention_order SET expires_at = now() - interval '1 second' WHERE id = $1`,
      [placed[1]!.id],
    );
    const list = async (args: string) => {
      const { data } = await subgraph.ask<{
        logRetentionOrders: { nodes: Order[]; pageInfo: { endCursor: string | null } };
      }>(billing, `{ logRetentionOrders${args} { nodes { id state } pageInfo { endCursor } } }`);
      return data!.logRetentionOrders;
    };
    const first = await list('(first: 2)');
    const rest = await list(`(first: 2, after: "${first.pageInfo.endCursor!}")`);
    expect([...first.nodes, ...rest.nodes].map(({ id }) => id)).toEqual([0, 2, 3].map((i) => placed[i]!.id));
    expect((await list('(state: EXPIRED)')).nodes).toEqual([{ id: placed[1]!.id, state: 'EXPIRED' }]);
  });
});

describe('the orders of a mail service, and the audit trail of an organization,', () => {
  it('are told to administrators, and to nobody else', async () => {
    const service = newMailService();
    const { id } = await ordered('DAYS_90', service);
    await cancel(billing, id);
    const orders = (caller: Principal) =>
      askService<unknown>(caller, service, 'logRetentionOrders { nodes { id state } }');
    const trail = (caller: Principal) =>
      subgraph.askEntities<{ logAuditEvents: { nodes: unknown[] } | null }>(
        caller,
        '... on Organization { logAuditEvents(first: 1) { nodes { action actorKind actorId targetType targetId requestId } } }',
        [{ __typename: 'Organization', id: EXAMPLE_ORGANIZATION.id }],
      );
    expect((await orders(administrator)).data!._entities).toEqual([
      { logRetentionOrders: { nodes: [{ id, state: 'CANCELLED' }] } },
    ]);
    expect((await trail(administrator)).data!._entities[0]!.logAuditEvents!.nodes).toEqual([
      {
        action: 'CANCEL_LOG_RETENTION_ORDER',
        actorKind: 'API_KEY',
        actorId: billing.id,
        targetType: 'LOG_RETENTION_ORDER',
        targetId: id,
        requestId: expect.stringMatching(/^[0-9a-z]{20}$/) as string,
      },
    ]);
    for (const caller of [collaborator, stranger, { ...administrator, scopes: [] }]) {
      expect(codes(await orders(caller))).toEqual(['FORBIDDEN']);
      expect(codes(await trail(caller))).toEqual(['FORBIDDEN']);
    }
  });

  it('are read of 100 mail services with one statement, and so are their pending orders', async () => {
    const hundred = Array.from({ length: 100 }, () => newMailService());
    for (const [selection, statements] of [
      ['logRetentionOrders { nodes { id } }', 1],
      ['logRetention { plan pendingOrder { id } }', 2],
      ['logRetentionOffers { offer }', 2],
    ] as const) {
      const { errors } = await subgraph.askEntities(
        administrator,
        `... on MailService { ${selection} }`,
        hundred,
      );
      expect(errors).toBeUndefined();
      expect(subgraph.statements).toHaveLength(statements);
    }
  });
});
