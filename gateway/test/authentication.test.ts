import { formatApiKey } from '@hostgraph/api-key-format';
import { codesOf, send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

const CACHE_SECONDS = 1;

let world: World;
beforeAll(async () => {
  world = await startWorld({ PRINCIPAL_CACHE_SECONDS: String(CACHE_SECONDS) });
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
  world.known.subjects.add('person-1');
});

const createKey = (options?: Parameters<World['createKey']>[0]) => world.createKey(options);

const VIEWER = '{ viewer { kind id organizations } }';
const as = (credential: string, query = VIEWER) =>
  send(world.gateway.url, query, { headers: { authorization: `Bearer ${credential}` } });
const lookups = () =>
  world.subgraphs.accounts.received.filter(({ query }) => query.includes('principalOf')).length;

describe('who is calling', () => {
  it('is nobody without a credential', async () => {
    expect((await send(world.gateway.url, VIEWER)).data).toEqual({
      viewer: { kind: 'ANONYMOUS', id: 'anonymous', organizations: [] },
    });
    expect(lookups()).toBe(0);
  });

  it('is the person named by an access token', async () => {
    expect((await as(await world.issuer.token())).data).toEqual({
      viewer: { kind: 'PERSON', id: 'usr_1', organizations: ['org_1'] },
    });
  });

  it('is the API key', async () => {
    const { keyId, text } = createKey();
    expect((await as(text)).data).toEqual({
      viewer: { kind: 'API_KEY', id: `key_${keyId}`, organizations: ['org_1'] },
    });
  });

  it('is asked by the gateway in its own name', async () => {
    await as(createKey().text);
    const [lookup] = world.subgraphs.accounts.received;
    expect(lookup!.principal).toEqual({
      kind: 'GATEWAY',
      id: 'gateway',
      scopes: ['principals:read'],
      roles: {},
    });
  });

  it('reaches every subgraph in the same words', async () => {
    const { keyId, text } = createKey();
    await as(text, '{ viewer { id } mailboxes { id activity } }');
    const { accounts, mail, logs } = world.subgraphs;
    for (const { received } of [accounts, mail, logs]) {
      expect(received.at(-1)!.principal.id).toBe(`key_${keyId}`);
    }
  });
});

describe('a credential that does not count', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const { token, forged } = {
    token: (...wrong: Parameters<World['issuer']['token']>) => world.issuer.token(...wrong),
    forged: () => world.issuer.forgedToken(),
  };
  const unsigned = () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss: world.issuer.url, aud: 'urn:hostgraph:api', sub: 'person-1', exp: now() + 60 };
    return Promise.resolve(`${part({ alg: 'none', typ: 'at+jwt' })}.${part(claims)}.x`);
  };
  const CREDENTIALS: [name: string, credential: () => Promise<string>][] = [
    ['an expired token', () => token({ exp: now() - 10 })],
    ['a token for another audience', () => token({ aud: 'urn:somebody:else' })],
    ['a token of another issuer', () => token({ iss: 'https://issuer.example' })],
    ['an ID token', () => token({}, { typ: 'JWT' })],
    ['a token that never expires', () => token({ exp: null })],
    ['a token without a subject', () => token({ sub: null })],
    ...[
      '"exp":1e400',
      '"exp":-1e400',
      '"exp":1e300',
      '"exp":"2100-01-01"',
      '"exp":[4102444800]',
      '"nbf":1e400',
      '"nbf":-1e400',
      '"iat":1e400',
      '"sub":["person-1"]',
      '"sub":{"toString":"person-1"}',
      '"sub":1',
      '"sub":true',
      '"sub":""',
      '"sub":"person-1\\u0000"',
      '"sub":"person-1\\n"',
      '"sub":"person-\\ud800"',
      `"sub":"${'x'.repeat(256)}"`,
    ].map((claim): [string, () => Promise<string>] => [
      `a token with ${claim.slice(0, 40)}, though the issuer signed it`,
      () => world.issuer.tokenOf(claim),
    ]),
    ['a token of 9 kB', () => token({ padding: 'x'.repeat(9_000) })],
    ['a token with a forged signature', forged],
    ['an unsigned token', unsigned],
    ['a token of nobody known', () => token({ sub: 'stranger' })],
    [
      'an unknown key',
      () => Promise.resolve(formatApiKey({ mode: 'live', keyId: 'x'.repeat(16), secret: 'y'.repeat(43) })),
    ],
    [
      'a key with another secret',
      () => Promise.resolve(formatApiKey({ mode: 'live', keyId: createKey().keyId, secret: 'y'.repeat(43) })),
    ],
    ['a live key that calls itself a test key', () => Promise.resolve(createKey({ mode: 'test' }).text)],
    ['a mistyped key', () => Promise.resolve(createKey().text.replace(/.$/, '_'))],
    ['rubbish', () => Promise.resolve('rubbish')],
  ];

  it.each(CREDENTIALS)('%s', async (_name, credential) => {
    const answer = await as(await credential());
    expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="hostgraph", error="invalid_token"');
    expect(answer.data).toBeUndefined();
    // The same words for all, so that nobody can tell which keys exist.
    expect(answer.errors![0]!.message).toBe(
      'The credential is missing, malformed, unknown, expired or revoked.',
    );
  });

  it.each(['Basic dXNlcjpwYXNz', 'Bearer', 'Bearer a b', 'Token x'])(
    'the header %s',
    async (authorization) => {
      const answer = await send(world.gateway.url, VIEWER, { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(lookups()).toBe(0);
    },
  );

  it('is turned away without a look-up when its checksum is wrong', async () => {
    expect((await as(createKey().text.replace(/.$/, '_'))).status).toBe(401);
    expect(lookups()).toBe(0);
  });
});

describe('what was found out', () => {
  it('is asked once for many requests at the same time', async () => {
    const { text } = createKey();
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 50 }, () => as(text)));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    const seconds = (performance.now() - began) / 1000;
    expect(lookups()).toBeLessThanOrEqual(1 + Math.floor(seconds / CACHE_SECONDS));
  });

  it('is asked once for many requests with one unknown key', async () => {
    const unknown = formatApiKey({ mode: 'live', keyId: 'z'.repeat(16), secret: 'y'.repeat(43) });
    const answers = await Promise.all(Array.from({ length: 50 }, () => as(unknown)));
    expect(answers.every(({ status }) => status === 401)).toBe(true);
    expect(lookups()).toBe(1);
  });

  it('is forgotten in time: a revoked key stops within the stated seconds', async () => {
    const { keyId, text } = createKey();
    expect((await as(text)).status).toBe(200);
    world.known.apiKeys.delete(keyId);
    const revokedAt = performance.now();
    let askedAt: number;
    let isKnown: boolean;
    do {
      askedAt = performance.now();
      isKnown = (await as(text)).status === 200;
    } while (isKnown && askedAt - revokedAt < CACHE_SECONDS * 1000);
    expect(isKnown).toBe(false);
  });

  it('never outlives the token', async () => {
    const exp = Math.floor(Date.now() / 1000) + 3;
    const token = await world.issuer.token({ exp });
    expect((await as(token)).status).toBe(200);
    // It is remembered until the very end.
    while (Date.now() < exp * 1000) await as(token);
    expect((await as(token)).status).toBe(401);
  });
});

describe('a credential that was just withdrawn', () => {
  const RENAME = 'mutation { renameMailbox(id: "1", address: "x") { id } }';

  it('changes nothing any more, while what it reads is still remembered', async () => {
    const { keyId, text } = createKey();
    expect((await as(text)).status).toBe(200);
    world.reset();
    world.known.apiKeys.delete(keyId);
    const answer = await as(text, RENAME);
    expect([answer.status, codesOf(answer)]).toEqual([401, ['UNAUTHENTICATED']]);
    expect(world.subgraphs.mail.received).toHaveLength(0);
    // And from then on it reads nothing either.
    expect((await as(text)).status).toBe(401);
  });

  it('changes nothing for a person either, nor as one of several operations', async () => {
    const token = await world.issuer.token();
    expect((await as(token)).status).toBe(200);
    world.known.subjects.delete('person-1');
    const response = await fetch(`${world.gateway.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: `query A { events } ${RENAME.replace('mutation', 'mutation B')}`,
        operationName: 'B',
      }),
    });
    expect(response.status).toBe(401);
    expect(world.subgraphs.mail.received).toHaveLength(0);
  });

  it('is asked about for every mutation, and only then', async () => {
    const { text } = createKey();
    for (let i = 0; i < 3; i++) expect((await as(text, RENAME)).status).toBe(200);
    expect(lookups()).toBe(3);
    await as(text);
    expect(lookups()).toBe(3);
  });

  it('lets reads and writes at the same time be answered all', async () => {
    const { text } = createKey();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, i) => as(text, i % 2 ? VIEWER : RENAME)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(40).fill(200));
    expect(lookups()).toBeLessThan(40);
  });

  it('is refused with 503, and nothing is changed, when nobody can say whether it still counts', async () => {
    const { text } = createKey();
    expect((await as(text)).status).toBe(200);
    await world.subgraphs.accounts.stop();
    const answer = await as(text, RENAME);
    await world.subgraphs.accounts.restart();
    expect([answer.status, codesOf(answer)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    expect(world.subgraphs.mail.received).toHaveLength(0);
  });
});

describe('when nobody can say who is calling', () => {
  it('the answer is 503, and the next request asks again', async () => {
    const { text } = createKey();
    await world.subgraphs.accounts.stop();
    const answer = await as(text);
    expect([answer.status, codesOf(answer)]).toEqual([503, ['SERVICE_UNAVAILABLE']]);
    expect(answer.text).not.toMatch(/127\.0\.0\.1|ECONN/);
    await world.subgraphs.accounts.restart();
    expect((await as(text)).status).toBe(200);
  });

  it('an error of the accounts subgraph does not make a caller anonymous', async () => {
    world.subgraphs.accounts.fault = (_req, res) => {
      res
        .setHeader('content-type', 'application/json')
        .end('{"data":{"principal":null},"errors":[{"message":"no"}]}');
    };
    expect((await as(createKey().text)).status).toBe(503);
  });

  it('an answer of another shape counts as none', async () => {
    world.subgraphs.accounts.fault = (_req, res) => {
      const principal = { kind: 'GATEWAY', id: 'x', scopes: [], roles: [] };
      res.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { principal } }));
    };
    expect((await as(createKey().text)).status).toBe(503);
  });

  it('introspection and public fields still answer without a credential', async () => {
    await world.subgraphs.accounts.stop();
    expect((await send(world.gateway.url, '{ __schema { queryType { name } } }')).status).toBe(200);
    expect((await send(world.gateway.url, '{ events }')).data).toEqual({ events: ['delivered'] });
    await world.subgraphs.accounts.restart();
  });
});

it('reads the issuer once, not per token', async () => {
  for (let i = 0; i < 5; i++) await as(await world.issuer.token({ jti: String(i) }));
  expect(world.issuer.requests.filter((path) => path.includes('well-known'))).toHaveLength(1);
  expect(world.issuer.requests.filter((path) => path === '/jwks').length).toBeLessThanOrEqual(2);
});
