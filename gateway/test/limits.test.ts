import { formatApiKey } from '@hostgraph/api-key-format';
import { codesOf, type GraphqlAnswer, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

/** A thousandth of it a second: nothing comes back while a test runs. */
const FACTOR = 0.001;
const budget = (burst: number) => `1:${burst / FACTOR}`;
const places = (count: number) => String(count / FACTOR);

let world: World;
beforeAll(async () => {
  world = await startWorld({
    LIMIT_FACTOR: String(FACTOR),
    RATE_LIMIT_ORGANIZATION: budget(300),
    RATE_LIMIT_API_KEY: budget(100),
    RATE_LIMIT_PERSON: budget(120),
    RATE_LIMIT_NETWORK: budget(40),
    RATE_LIMIT_REFUSED_CREDENTIALS: budget(5),
    MAX_CONCURRENT_ORGANIZATION: places(4),
    MAX_CONCURRENT_API_KEY: places(3),
    TRUSTED_PROXIES: '127.0.0.0/8',
  });
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
});

let made = 0;

/** A key that the accounts subgraph knows. */
function newKey({ organizations = [newOrganization()], scopes = ['mail:read'] } = {}) {
  const keyId = String(made++).padStart(16, '0');
  const secret = 'S'.repeat(43);
  world.known.apiKeys.set(keyId, secret);
  world.known.identities.set(keyId, { id: `key_${keyId}`, organizations, scopes });
  return { id: `key_${keyId}`, keyId, text: formatApiKey({ mode: 'live', keyId, secret }) };
}
const newOrganization = () => `org_${made++}`;

async function newPerson(organizations: string[]) {
  const subject = `person-${made++}`;
  world.known.subjects.add(subject);
  world.known.identities.set(subject, { id: `usr_${subject}`, organizations });
  return { text: await world.issuer.token({ sub: subject }) };
}

/** From an address that nobody has used. */
const newAddress = () => `198.51.100.${made++}`;

interface Ask {
  readonly query?: string;
  readonly as?: { readonly text: string } | undefined;
  readonly from?: string;
}
const MAILBOX = '{ mailbox(id: "a") { id } }';
const HASH = 'mutation { hashPassword(id: "a") }';

const ask = ({ query = MAILBOX, as, from = newAddress() }: Ask): Promise<GraphqlAnswer> =>
  send(world.gateway.url, query, {
    headers: { 'x-forwarded-for': from, ...(as && { authorization: `Bearer ${as.text}` }) },
  });
const costOf = ({ text }: GraphqlAnswer) =>
  (JSON.parse(text) as { extensions: { cost: { requested: number; remaining: number; resetAt: string } } })
    .extensions.cost;
const reachedData = () => [...world.subgraphs.mail.received, ...world.subgraphs.logs.received].length;
const isRefused = (answer: GraphqlAnswer) => answer.status === 429;

/** Asks until it is refused. @returns how often it was answered */
async function exhaust(asked: Ask): Promise<number> {
  for (let answered = 0; ; answered++) if (isRefused(await ask(asked))) return answered;
}

describe('every answer', () => {
  it('tells what the operation cost, and what is left', async () => {
    const as = newKey();
    const query = '{ search(first: 4, text: "x") { nodes { id } } }';
    await ask({ as });
    const answer = await ask({ as, query });
    expect(costOf(answer)).toMatchObject({ requested: 3 + 7 + 4, remaining: 100 - 1 - 14 });
    expect(Date.parse(costOf(answer).resetAt)).toBeGreaterThan(Date.now());
    expect(answer.headers.get('ratelimit-policy')).toBe(
      '"api-key";q=100;w=100000, "organization";q=300;w=300000',
    );
    expect(answer.headers.get('ratelimit')).toMatch(
      /^"api-key";r=85;t=1[45]\d{3}, "organization";r=285;t=1[45]\d{3}$/,
    );
  });

  it('tells it pages of other sites, too', async () => {
    const response = await fetch(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://webmail.example' },
      body: JSON.stringify({ query: MAILBOX }),
    });
    const exposed = response.headers.get('access-control-expose-headers');
    for (const name of ['ratelimit', 'ratelimit-policy', 'retry-after']) expect(exposed).toContain(name);
  });

  it('counts an introspection query, which others would not', async () => {
    const answer = await ask({ as: newKey(), query: '{ __type(name: "Query") { name } }' });
    expect([answer.status, costOf(answer)]).toMatchObject([200, { requested: 10, remaining: 90 }]);
  });
});

describe('who is over the budget', () => {
  it('is told so, and when to come back; nothing is done', async () => {
    const as = newKey();
    expect((await ask({ as, query: HASH })).data).toEqual({ hashPassword: true });
    world.reset();
    const answer = await ask({ as, query: HASH });
    expect([answer.status, codesOf(answer)]).toEqual([429, ['RATE_LIMITED']]);
    expect(answer.errors![0]!.message).toMatch(/costs 60.*api-key/);
    expect(answer.data).toBeUndefined();
    // Who is calling is asked anew before a mutation, and nothing else.
    expect(world.subgraphs.mail.received).toHaveLength(0);
    expect(world.received()).toBe(1);
    // 20 are missing, at a thousandth a second.
    const retryAfter = Number(answer.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(19_000);
    expect(retryAfter).toBeLessThanOrEqual(20_000);
    expect(answer.headers.get('ratelimit')).toMatch(/^"api-key";r=40;/);
    expect(costOf(answer)).toMatchObject({ requested: 60, remaining: 40 });
  });

  it('may still do what is cheaper', async () => {
    const as = newKey();
    await ask({ as, query: HASH });
    expect(isRefused(await ask({ as, query: HASH }))).toBe(true);
    expect((await ask({ as })).status).toBe(200);
  });

  it('is refused a part of what would be done one after the other, too', async () => {
    const as = newKey();
    const twice = 'mutation { a: hashPassword(id: "a") forgetEvents b: hashPassword(id: "b") }';
    await ask({ as, query: HASH });
    world.reset();
    expect(codesOf(await ask({ as, query: twice }))).toEqual(['TOO_COSTLY']);
    expect(reachedData()).toBe(0);
  });

  it('cannot ask for more at once than a full budget, and is told the cost', async () => {
    const answer = await ask({ as: newKey(), query: '{ search(first: 99) { nodes { id } } }' });
    expect([answer.status, codesOf(answer)]).toEqual([400, ['TOO_COSTLY']]);
    expect(answer.errors![0]!.message).toMatch(/costs 102,.* is 100\./);
    expect(reachedData()).toBe(0);
  });

  it('takes nothing from others', async () => {
    const [a, b] = [newKey(), newKey()];
    await exhaust({ as: a, query: HASH });
    expect((await ask({ as: b, query: HASH })).status).toBe(200);
  });
});

describe('an organization', () => {
  it('has one budget, however many keys it makes', async () => {
    const organizations = [newOrganization()];
    let answered = 0;
    for (const as of Array.from({ length: 14 }, () => newKey({ organizations }))) {
      answered += Number((await ask({ as, query: HASH })).status === 200);
    }
    expect(answered).toBe(300 / 60);
  });

  it('has one budget, however many people it invites', async () => {
    const organizations = [newOrganization()];
    let answered = 0;
    for (let invited = 0; invited < 9; invited++) {
      const as = await newPerson(organizations);
      answered += Number((await ask({ as, query: HASH })).status === 200);
    }
    expect(answered).toBe(300 / 60);
  });

  it('does not lose its budget to somebody who belongs to others as well', async () => {
    const organization = newOrganization();
    const guest = await newPerson([organization, newOrganization()]);
    expect(await exhaust({ as: guest, query: HASH })).toBe(120 / 60);
    const own = newKey({ organizations: [organization] });
    expect((await ask({ as: own })).headers.get('ratelimit')).toMatch(/"organization";r=299;/);
  });
});

describe('callers who do not say who they are', () => {
  it('have the budget of their address, not of the proxy', async () => {
    const [a, b] = [newAddress(), newAddress()];
    expect(await exhaust({ from: a })).toBe(40);
    expect((await ask({ from: b })).status).toBe(200);
    // What a client writes itself stands further left.
    expect((await ask({ from: `203.0.113.9, ${a}` })).status).toBe(429);
  });

  it('share it within a /64 of IPv6, and a wider one within the /48', async () => {
    const network = `2001:db8:${made++}`;
    await exhaust({ from: `${network}:1::1` });
    expect(isRefused(await ask({ from: `${network}:1:ffff::2` }))).toBe(true);
    const other = await ask({ from: `${network}:2::1` });
    expect(other.headers.get('ratelimit')).toMatch(/^"network";r=39;.*"wider-network";r=599;/);
  });
});

it('lets the network pay for downloads, which nobody signs', async () => {
  const headers = { 'x-forwarded-for': newAddress() };
  const download = () => fetch(`${world.gateway.url}/downloads/logs/nothing`, { headers });
  world.subgraphs.logs.fault = (_req, res) => res.writeHead(404).end();
  for (let asked = 0; asked < 4; asked++) expect((await download()).status).toBe(404);
  world.reset();
  const refused = await download();
  expect([refused.status, world.received()]).toEqual([429, 0]);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});

describe('credentials that are refused', () => {
  const unknown = () =>
    formatApiKey({ mode: 'live', keyId: String(made++).padStart(16, 'x'), secret: 'y'.repeat(43) });

  it('are counted by network, and nobody is asked about further ones', async () => {
    const from = newAddress();
    const statuses: number[] = [];
    for (let tried = 0; tried < 8; tried++)
      statuses.push((await ask({ as: { text: unknown() }, from })).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(world.subgraphs.accounts.received).toHaveLength(5);
    expect((await ask({ as: { text: unknown() } })).status).toBe(401);
    expect((await ask({ from })).status).toBe(200);
  });

  it('count when they are malformed, or forged, too', async () => {
    const from = newAddress();
    for (const text of ['hg_live_x', 'a.b.c', await world.issuer.forgedToken(), 'é', 'x']) {
      expect((await ask({ as: { text }, from })).status).toBe(401);
    }
    const answer = await ask({ as: { text: 'y' }, from });
    expect([answer.status, codesOf(answer)]).toEqual([429, ['RATE_LIMITED']]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('do not count when they are good, nor lock out who shares the address', async () => {
    const from = newAddress();
    const good = Array.from({ length: 9 }, () => newKey());
    for (const as of good) expect((await ask({ as, from })).status).toBe(200);
    for (let tried = 0; tried < 6; tried++) await ask({ as: { text: unknown() }, from });
    expect((await ask({ as: good[0], from })).status).toBe(200);
    expect((await ask({ as: newKey(), from })).status).toBe(429);
  });

  it('do not count when nobody can tell', async () => {
    const from = newAddress();
    world.subgraphs.accounts.fault = (_req, res) => res.writeHead(500).end();
    const as = { text: unknown() };
    for (let tried = 0; tried < 7; tried++) expect((await ask({ as, from })).status).toBe(503);
    world.reset();
    expect((await ask({ as, from })).status).toBe(401);
  });
});

describe('operations that run', () => {
  /** Holds what the logs subgraph is asked for, until it is let go. */
  function hold() {
    const held: (() => void)[] = [];
    world.subgraphs.logs.fault = (_req, res) => held.push(() => res.end('{"data":{"events":[]}}'));
    return {
      held,
      letGo: () => {
        for (const end of held.splice(0)) end();
      },
    };
  }
  const heldUntil = async (held: unknown[], count: number) => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const query = '{ events }';

  it('are given back by what is refused after it took one', async () => {
    const key = newKey();
    const unreadable = 'mutation { renameMailbox(id: "a", address: "b") { id activity } }';
    for (let asked = 0; asked < 4; asked++) {
      expect(codesOf(await ask({ query: unreadable, as: key }))).toEqual(['FORBIDDEN']);
    }
    expect(codesOf(await ask({ as: key }))).toEqual([]);
  });

  it('are so many at once, for a key and for its organization', async () => {
    const organizations = [newOrganization()];
    const [a, b] = [newKey({ organizations }), newKey({ organizations })];
    const { held, letGo } = hold();
    const running = [a, a, a].map((as) => ask({ as, query }));
    await heldUntil(held, 3);
    const refused = await ask({ as: a, query });
    expect([refused.status, codesOf(refused), refused.headers.get('retry-after')]).toEqual([
      429,
      ['RATE_LIMITED'],
      '1',
    ]);
    expect(refused.errors![0]!.message).toMatch(/api-key.* running/);
    running.push(ask({ as: b, query }));
    await heldUntil(held, 4);
    expect((await ask({ as: b, query })).errors![0]!.message).toMatch(/organization.* running/);
    expect(held).toHaveLength(4);
    letGo();
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    world.reset();
    expect((await ask({ as: a, query })).status).toBe(200);
  });

  it('give their place back when the client has gone', async () => {
    const as = newKey();
    const { held } = hold();
    const client = new AbortController();
    const running = [1, 2, 3].map(() =>
      send(world.gateway.url, query, {
        headers: { authorization: `Bearer ${as.text}` },
        signal: client.signal,
      }).catch(() => undefined),
    );
    await heldUntil(held, 3);
    client.abort();
    await Promise.all(running);
    world.reset();
    while (isRefused(await ask({ as, query }))) await new Promise((resolve) => setTimeout(resolve, 5));
  });
});

it('charges a stream when it begins', async () => {
  const as = newKey();
  world.subgraphs.logs.fault = (_req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' });
    res.end('event: next\ndata: {"data":{"mailActivity":"a"}}\n\nevent: complete\n\n');
  };
  const subscribe = () =>
    fetch(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${as.text}`,
      },
      body: JSON.stringify({ query: 'subscription { mailActivity }' }),
    });
  const response = await subscribe();
  expect(response.headers.get('ratelimit')).toMatch(/^"api-key";r=99;/);
  expect(await response.text()).toContain('"cost":{"requested":1,"remaining":99');
  await exhaust({ as });
  world.reset();
  const refused = await (await subscribe()).text();
  expect(refused).toContain('RATE_LIMITED');
  expect(world.received()).toBe(0);
});

describe('operators', () => {
  const read = (as?: { text: string }) =>
    fetch(`${world.gateway.url}/limits`, as && { headers: { authorization: `Bearer ${as.text}` } });

  it('see who is limited, in a list and in the log, without any address', async () => {
    const [limited, operator] = [newKey(), newKey({ scopes: ['limits:read'] })];
    const from = newAddress();
    await exhaust({ as: limited, query: HASH });
    await exhaust({ as: limited, query: HASH });
    await exhaust({ from });
    const response = await read(operator);
    const { callers } = (await response.json()) as { callers: Record<string, unknown>[] };
    const [network, key] = callers;
    expect(key).toEqual({
      kind: 'api-key',
      id: limited.id,
      lastRefusal: 'BUDGET',
      refusedCount: 2,
      since: expect.any(String) as string,
      remaining: 40,
    });
    expect(network).toMatchObject({ kind: 'network', remaining: 0 });
    expect(world.gateway.log.join()).not.toContain(String(network!['id']));
    await world.gateway.logged(`api-key:${limited.id}`);
    const lines = world.gateway.log.filter((line) => line.includes(limited.id));
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(callers) + world.gateway.log.join()).not.toMatch(
      /198\.51\.100|2001:db8|127\.0\.0\.1"/,
    );
  });

  it('alone do', async () => {
    expect((await read()).status).toBe(404);
    expect((await read(newKey())).status).toBe(404);
    expect((await read({ text: 'nonsense' })).status).toBe(401);
  });
});
