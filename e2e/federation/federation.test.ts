import type { JsonWebKey } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import { DEMO_MAILBOXES, DEMO_PEOPLE } from '@hostgraph/demo-data';
import { createPrincipalSigner, type Principal } from '@hostgraph/principal';
import { type Answer, type Question, type RunningStack, startStack } from '../support/running-stack';

interface MailboxWithItsLog {
  readonly organization: {
    readonly name: string;
    readonly mailServices: { readonly nodes: readonly { readonly name: string }[] };
  } | null;
  readonly mailbox: {
    readonly address: string;
    readonly addresses: readonly { readonly address: string; readonly kind: string }[];
    readonly activityLog: {
      readonly nodes: readonly {
        readonly time: string;
        readonly correspondent: string | null;
        readonly status: string;
        readonly explanation: string;
      }[];
    } | null;
  } | null;
}

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

const asked = (credential: string | undefined) => running.ask<MailboxWithItsLog>({ credential });
/** Path and code of each error; in the order of the paths, as the order of errors means nothing. */
const faults = ({ errors = [] }: Answer<unknown>) =>
  errors.map(({ path, extensions }) => [path?.join('.'), extensions.code]).toSorted();

it.each(['legalResponsible', 'administrator', 'collaborator'] as const)(
  'answers the %s from accounts, mail and logs at once',
  async (role) => {
    const answer = await asked(running.demo.tokens[role]);
    expect(answer.errors).toBeUndefined();
    const { organization, mailbox } = answer.data!;
    expect(organization?.name).toBe('Example Association');
    expect(organization?.mailServices.nodes).toHaveLength(1);
    expect(mailbox?.addresses).toContainEqual({ address: 'anna@example.test', kind: 'PRIMARY' });
    const events = mailbox!.activityLog!.nodes;
    expect(events).toHaveLength(20);
    const times = events.map(({ time }) => time);
    expect(times).toEqual(times.toSorted().reverse());
    for (const { explanation } of events) expect(explanation).toMatch(/^The .+\./);
    expect(new Set(events.map(({ status }) => status)).size).toBeGreaterThan(1);
  },
);

it('answers a partner with an API key', async () => {
  const answer = await asked(running.demo.apiKey);
  expect(answer.errors).toBeUndefined();
  expect(answer.data?.mailbox?.activityLog?.nodes).toHaveLength(20);
});

it('gives the collaborator without VIEW_LOGS the mailbox, and refuses the log', async () => {
  const answer = await asked(running.demo.tokens.collaboratorWithoutLogs);
  expect(faults(answer)).toEqual([['mailbox.activityLog', 'FORBIDDEN']]);
  expect(answer.errors?.[0]?.message).toContain('VIEW_LOGS');
  expect(answer.data?.mailbox).toMatchObject({ address: 'anna@example.test', activityLog: null });
});

it('tells a user of the mailbox who read its log, and how far back the plan of its service reaches', async () => {
  await asked(running.demo.tokens.legalResponsible);
  interface LogOfAnna {
    readonly mailbox: {
      readonly mailService: {
        readonly logRetention: { readonly plan: string; readonly horizonDays: number };
      };
      readonly logSearches: {
        readonly nodes: readonly {
          readonly searchedBy: { readonly name: string };
          readonly rowCount: number;
        }[];
      };
      readonly activityLog: {
        readonly notCovered: { readonly code: string; readonly plans: readonly object[] } | null;
      };
    };
  }
  const answer = await running.ask<LogOfAnna>({
    credential: running.demo.tokens.administrator,
    query: `query ($id: ID!) { mailbox(id: $id) {
      mailService { logRetention { plan horizonDays } }
      logSearches(first: 50) { nodes { searchedBy { name } direction rowCount } }
      activityLog(first: 1) { notCovered { code plans { code } } }
    } }`,
    variables: { id: running.demo.variables['mailboxId'] },
  });
  expect(answer.errors).toBeUndefined();
  const { mailService, logSearches, activityLog } = answer.data!.mailbox;
  expect(mailService.logRetention).toEqual({ plan: 'FREE', horizonDays: 20 });
  expect(logSearches.nodes).toContainEqual({
    searchedBy: { name: DEMO_PEOPLE.legalResponsible.name },
    direction: 'RECEIVED',
    rowCount: 20,
  });
  expect(activityLog.notCovered).toMatchObject({ code: 'LOG_PERIOD_NOT_COVERED' });
  expect(activityLog.notCovered!.plans).toHaveLength(2);
});

describe('the log of the whole mail service', () => {
  interface LogOfService {
    readonly mailbox: {
      readonly mailService: {
        readonly viewerMayViewLogs: boolean;
        readonly activityLog: {
          readonly nodes: readonly { readonly address: string; readonly status: string }[];
        } | null;
      };
    } | null;
  }
  const askedForAll = (credential: string) =>
    running.ask<LogOfService>({
      credential,
      query: `query ($id: ID!) { mailbox(id: $id) { mailService {
        viewerMayViewLogs activityLog(first: 100) { nodes { address status } } } } }`,
      variables: { id: running.demo.variables['mailboxId'] },
    });

  it.each(['administrator', 'legalResponsible', 'apiKey'] as const)(
    'is answered to the %s, with addresses that are no mailbox, and none of another organization',
    async (caller) => {
      const { tokens, apiKey } = running.demo;
      const answer = await askedForAll(caller === 'apiKey' ? apiKey : tokens[caller]);
      expect(answer.errors).toBeUndefined();
      const { viewerMayViewLogs, activityLog } = answer.data!.mailbox!.mailService;
      expect(viewerMayViewLogs).toBe(true);
      const addresses = new Set(activityLog!.nodes.map(({ address }) => address));
      const held = new Set(
        Object.values(DEMO_MAILBOXES).flatMap(({ address, aliases }) => [address, ...aliases]),
      );
      expect(addresses).toContain('anna@example.test');
      expect([...addresses].filter((address) => !held.has(address))).not.toEqual([]);
      for (const address of addresses) expect(address).toMatch(/@(example|firma)\.test$/);
    },
  );

  it.each(['collaborator', 'collaboratorWithoutLogs'] as const)(
    'is refused to the %s, who sees the service',
    async (role) => {
      const answer = await askedForAll(running.demo.tokens[role]);
      expect(faults(answer)).toEqual([['mailbox.mailService.activityLog', 'FORBIDDEN']]);
      expect(answer.data!.mailbox).toEqual({ mailService: { viewerMayViewLogs: false, activityLog: null } });
    },
  );

  it('is not there for the stranger', async () => {
    const answer = await askedForAll(running.demo.tokens.stranger);
    expect(faults(answer)).toEqual([['mailbox', 'NOT_FOUND']]);
    expect(answer.data).toEqual({ mailbox: null });
  });

  it('is not read without the users of its mailboxes learning of it', async () => {
    await askedForAll(running.demo.tokens.legalResponsible);
    interface Searches {
      readonly mailbox: {
        readonly logSearches: {
          readonly nodes: readonly {
            readonly scope: string;
            readonly searchedBy: { readonly name: string };
            readonly rowCount: number;
          }[];
        };
      };
    }
    const answer = await running.ask<Searches>({
      credential: running.demo.tokens.administrator,
      query: `query ($id: ID!) { mailbox(id: $id) {
        logSearches(first: 1) { nodes { scope searchedBy { name } rowCount } } } }`,
      variables: { id: running.demo.variables['mailboxId'] },
    });
    expect(answer.errors).toBeUndefined();
    const [search] = answer.data!.mailbox.logSearches.nodes;
    expect(search).toMatchObject({
      scope: 'MAIL_SERVICE',
      searchedBy: { name: DEMO_PEOPLE.legalResponsible.name },
    });
    expect(search!.rowCount).toBeGreaterThan(0);
    expect(search!.rowCount).toBeLessThan(100);
  });
});

it('gives the stranger NOT_FOUND, as for what does not exist', async () => {
  const stranger = await asked(running.demo.tokens.stranger);
  expect(stranger.data).toEqual({ organization: null, mailbox: null });
  const absent = await running.ask({
    credential: running.demo.tokens.administrator,
    variables: { organizationId: 'org_absent', mailboxId: 'mbx_absent' },
  });
  expect(faults(absent)).toEqual([
    ['mailbox', 'NOT_FOUND'],
    ['organization', 'NOT_FOUND'],
  ]);
  expect(faults(stranger)).toEqual(faults(absent));
  const messages = ({ errors }: Answer<unknown>) => errors?.map(({ message }) => message).toSorted();
  expect(messages(stranger)).toEqual(messages(absent));
});

it('answers nobody without a credential', async () => {
  expect(faults(await asked(undefined))).toEqual([
    ['mailbox', 'UNAUTHENTICATED'],
    ['organization', 'UNAUTHENTICATED'],
  ]);
});

describe('a subgraph asked directly', () => {
  type Name = 'mail' | 'logs' | 'hosting';
  const direct = (name: Name, question: Question) =>
    running.ask({ ...question, endpoint: `http://127.0.0.1:${running.stack.options.ports[name]}/graphql` });
  const question = () => ({
    query: 'query ($id: ID!) { mailbox(id: $id) { address } _service { sdl } }',
    variables: { id: running.demo.variables['mailboxId'] },
  });
  const refused = (answer: Answer<unknown>) => {
    expect([answer.status, faults(answer), answer.data]).toEqual([
      401,
      [[undefined, 'UNAUTHENTICATED']],
      undefined,
    ]);
  };

  it.each<[string, () => Promise<string | undefined>]>([
    ['nothing', () => Promise.resolve(undefined)],
    ['a person’s access token', () => Promise.resolve(running.demo.tokens.administrator)],
    ['an API key', () => Promise.resolve(running.demo.apiKey)],
    ['a statement that somebody else has signed', forgedStatement],
  ])('refuses %s', async (_name, credential) => {
    refused(await direct('mail', { ...question(), credential: await credential() }));
  });

  /** A statement of the gateway’s own, as a subgraph that was broken into, or somebody on the way, would hold it. */
  const genuine = (audience: Name, { query, variables }: Question) =>
    createPrincipalSigner(JSON.parse(running.stack.settings.internalKeys.signingKey) as JsonWebKey, 60)(
      { kind: 'PERSON', id: DEMO_PEOPLE.stranger.userId, scopes: ['mail:read', 'logs:read'], roles: {} },
      { audience, requestId: '', content: JSON.stringify({ query, variables }) },
    );
  /** What logs is told by mail, through the gateway: that the stranger may read Anna’s log. */
  const asToldBy = (viewerMayViewLogs: boolean): Question => ({
    query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Mailbox {
      activityLog(first: 1) { nodes { correspondent } } } } }`,
    variables: {
      r: [
        {
          __typename: 'Mailbox',
          id: running.demo.variables['mailboxId'],
          addresses: [{ address: 'anna@example.test', assignedAt: '2020-01-01T00:00:00.000Z' }],
          viewerMayViewLogs,
        },
      ],
    },
  });

  it('takes a genuine statement for the request that the gateway signed, and for nothing else', async () => {
    const signed = asToldBy(false);
    const credential = genuine('logs', signed);
    const honest = await direct('logs', { ...signed, credential });
    expect([honest.status, faults(honest)]).toEqual([200, [['_entities.0.activityLog', 'FORBIDDEN']]]);
    refused(await direct('logs', { ...asToldBy(true), credential }));
  });

  it('takes no statement that the gateway made for another subgraph', async () => {
    const wanted = asToldBy(true);
    for (const name of ['hosting', 'mail'] as const) {
      refused(await direct('logs', { ...wanted, credential: genuine(name, wanted) }));
    }
  });
});

async function forgedStatement(): Promise<string> {
  const { privateKey } = await generateKeyPair('Ed25519', { extractable: true });
  const sign = createPrincipalSigner(await exportJWK(privateKey), 60);
  const organizationId = running.demo.variables['organizationId']!;
  const forged: Principal = {
    kind: 'PERSON',
    id: 'usr_forged',
    scopes: ['mail:read', 'logs:read'],
    roles: { [organizationId]: 'LEGAL_RESPONSIBLE' },
  };
  const { query, variables } = running.demo;
  return sign(forged, { audience: 'mail', requestId: '', content: JSON.stringify({ query, variables }) });
}

it('is not moved by internal headers that a client invents', async () => {
  const honest = await asked(running.demo.tokens.stranger);
  const forged = await running.ask({
    credential: running.demo.tokens.stranger,
    headers: {
      'x-principal': 'usr_demoAnna00000000000000',
      'x-hostgraph-principal': await forgedStatement(),
      'x-internal-token': await forgedStatement(),
      'x-request-id': 'chosen-by-the-client',
    },
  });
  expect(forged.data).toEqual(honest.data);
  expect(faults(forged)).toEqual(faults(honest));
});

it('answers all but the log while logs is stopped, with one coded error, and recovers', async () => {
  const { administrator } = running.demo.tokens;
  await running.stack.stopService('logs');
  const without = await asked(administrator);
  expect(faults(without)).toEqual([['mailbox', 'SERVICE_UNAVAILABLE']]);
  expect(without.data).toMatchObject({
    organization: { name: 'Example Association' },
    mailbox: { address: 'anna@example.test', activityLog: null },
  });
  expect(JSON.stringify(without)).not.toMatch(/127\.0\.0\.1|ECONN|logs:|at \//);
  await running.stack.startService('logs');
  const again = await asked(administrator);
  expect(again.errors).toBeUndefined();
  expect(again.data?.mailbox?.activityLog?.nodes).toHaveLength(20);
});
