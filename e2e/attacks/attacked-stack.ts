import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { Demo } from '@hostgraph/local';
import { buildSchema, type GraphQLSchema } from 'graphql';
import { type EventLoop, probeEnvironment, readEventLoops } from '../support/event-loops';
import { type RunningStack, startStack } from '../support/running-stack';
import { type KnownIds, knownIds } from '../support/schema-values/known-ids';
import { ErrorLog } from './error-log';

const API = join(__dirname, '../../schema/api.graphql');

/** Who asks: nobody, somebody of another customer, who administers, a colleague of hers, who runs the system, a program. */
export const CALLERS = ['anonymous', 'stranger', 'holder', 'collaborator', 'operator', 'apiKey'] as const;
export type Caller = (typeof CALLERS)[number];

type DemoRole = keyof Demo['tokens'];

/** What thousands of requests of the same people need beyond the settings that a stack has by itself. */
const ENVIRONMENT: Readonly<Record<string, string>> = { LOG_LEVEL: 'warn' };

export interface AttackedStack {
  readonly schema: GraphQLSchema;
  readonly endpoint: string;
  readonly credentials: Readonly<Record<Caller, string | undefined>>;
  /** What the system keeps to itself. */
  readonly secrets: readonly string[];
  /** Records of the demonstration, and those that were made since. */
  readIds(): Promise<KnownIds>;
  /** How long the event loop of each program was busy at a stretch, since it was asked before. */
  readEventLoops(): Promise<EventLoop[]>;
  /** What the programs log as errors from when the stack was ready. */
  readonly errorLog: ErrorLog;
  stop(): Promise<void>;
}

/** The whole system, with probes in all event loops, and one who may do everything that a partner's program may. */
export async function startAttackedStack(): Promise<AttackedStack> {
  const probes = await mkdtemp(join(tmpdir(), 'hostgraph-loops-'));
  const running = await startStack({ ...ENVIRONMENT, ...probeEnvironment(probes) });
  const stop = async () => {
    await running.stop();
    await rm(probes, { recursive: true, force: true });
  };
  try {
    const { demo, stack } = running;
    const schema = buildSchema(await readFile(API, 'utf8'));
    const apiKey = await createApiKey(running);
    const { internalKeys, apiKeyPepper, databaseUrls, directory } = stack.settings;
    return {
      schema,
      endpoint: demo.endpoint,
      credentials: {
        anonymous: undefined,
        stranger: demo.tokens.stranger,
        holder: demo.tokens.administrator,
        collaborator: demo.tokens.collaborator,
        operator: demo.tokens.operator,
        apiKey,
      },
      secrets: [
        apiKeyPepper,
        apiKey,
        ...Object.values(demo.tokens),
        ...Object.values(databaseUrls).map((url) => new URL(url).password),
        (JSON.parse(internalKeys.signingKey) as { d: string }).d,
      ],
      readEventLoops: () => readEventLoops(probes),
      readIds: () => readIds(running),
      errorLog: await ErrorLog.from(join(directory, 'logs')),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** With all scopes that a customer can give. */
async function createApiKey(running: RunningStack): Promise<string> {
  const { demo } = running;
  const answer = await running.ask<{ createApiKey: { secret: string } }>({
    credential: demo.tokens.legalResponsible,
    query: `mutation { createApiKey(input: { organizationId: "${EXAMPLE_ORGANIZATION.id}", name: "All", scopes: [
      ORGANIZATIONS_READ MEMBERS_READ API_KEYS_READ API_KEYS_WRITE AUDIT_READ MAIL_READ MAIL_WRITE LOGS_READ
      LOGS_ORDER COMPLIANCE_READ HOSTING_READ HOSTING_WRITE] }) { secret } }`,
    variables: {},
  });
  return answer.data!.createApiKey.secret;
}

const listOf = (field: string, more = '') => `${field}(first: 10) { nodes { __typename id ${more} } }`;

/** Records by who sees them: rules are their user's alone. */
const RECORDS: readonly (readonly [DemoRole, string])[] = [
  [
    'administrator',
    `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { __typename id
       members(first: 10) { nodes { user { __typename id } } } ${[
         'dpaDocuments',
         'ftpAccounts',
         'legacySites',
       ]
         .map((field) => listOf(field))
         .join(' ')} } }`,
  ],
  [
    'administrator',
    `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { __typename id ${[
      'deletedMailboxes',
      'autoReplyTemplates',
      'signatureTemplates',
      'sortingRuleTemplates',
      'logRetentionOrders',
    ]
      .map((field) => listOf(field))
      .join(' ')} ${listOf('mailboxes', listOf('signatures'))} } }`,
  ],
  ['collaborator', `{ mailbox(id: "${DEMO_MAILBOXES.bert.id}") { ${listOf('sortingRules')} } }`],
];

async function readIds(running: RunningStack): Promise<KnownIds> {
  const { tokens } = running.demo;
  const answers = await Promise.all(
    RECORDS.map(([role, query]) => running.ask({ credential: tokens[role], query, variables: {} })),
  );
  return knownIds(...answers);
}
