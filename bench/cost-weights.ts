/**
 * What fields cost, in the unit that `@cost` counts in: the processor time of all programs together, gateway,
 * subgraphs and PostgreSQL, as a multiple of what an object takes:
 * `node --conditions=source -r @swc-node/register bench/cost-weights.ts`
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { type Question, type RunningStack, startStack } from '../e2e/support/running-stack';
import { processorTimeBelow } from './processor-time/processor-time';

const MAILBOX = DEMO_MAILBOXES.anna.id;
const WARM = 20;
const ROUNDS = 40;

const mailbox = (fields: string): Question => ({ query: `{ mailbox(id: "${MAILBOX}") { ${fields} } }` });
const organization = (fields: string): Question => ({
  query: `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { ${fields} } }`,
});
const service = (fields: string): Question => ({
  query: `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { ${fields} } }`,
});

let made = 0;
const once = (): string => `bench-${process.pid}-${made++}`;

const EVENTS = 'nodes { time correspondent status subject }';
const MESSAGE = 'From: a@other.test\\r\\nTo: anna@example.test\\r\\nSubject: Hello\\r\\n\\r\\nHello\\r\\n';

const PAGES = 10;
const PAGE = 100;
const pages = (first: number): Question =>
  mailbox(
    Array.from({ length: PAGES }, (_, page) => `a${page}: activityLog(first: ${first}) { ${EVENTS} }`).join(
      ' ',
    ),
  );

/** Each beside what it stands on, whose cost is no part of its own. */
const MEASURED: readonly [name: string, ask: () => Question, without: () => Question][] = [
  ['a query', () => ({ query: '{ viewer { kind } }' }), () => ({ query: '{ __typename }' })],
  ['Mailbox.activityLog', () => mailbox(`activityLog(first: 1) { ${EVENTS} }`), () => mailbox('id')],
  [
    '… correspondent',
    () => mailbox(`activityLog(first: 1, correspondent: "e") { ${EVENTS} }`),
    () => mailbox(`activityLog(first: 1) { ${EVENTS} }`),
  ],
  [
    '… subject',
    () => mailbox(`activityLog(first: 1, subject: "e") { ${EVENTS} }`),
    () => mailbox(`activityLog(first: 1) { ${EVENTS} }`),
  ],
  [
    'Mailbox.activitySummary',
    () => mailbox('activitySummary(interval: DAY) { buckets { counts { count } } }'),
    () => mailbox('id'),
  ],
  ['Mailbox.logSearches', () => mailbox('logSearches(first: 1) { nodes { id } }'), () => mailbox('id')],
  ['MailService.activityLog', () => service(`activityLog(first: 1) { ${EVENTS} }`), () => service('id')],
  ['Mailbox.viewerCan', () => mailbox('viewerCan { action }'), () => mailbox('id')],
  ['MailService.viewerCan', () => service('viewerCan { action }'), () => service('id')],
  [
    'Organization.auditEvents',
    () => organization('auditEvents(first: 1) { nodes { id } }'),
    () => organization('id'),
  ],
  [
    'Organization.mailAuditEvents',
    () => organization('mailAuditEvents(first: 1) { nodes { id } }'),
    () => organization('id'),
  ],
  [
    'setMailboxPassword',
    () => ({
      query:
        'mutation ($i: SetMailboxPasswordInput!) { setMailboxPassword(input: $i) { userErrors { code } } }',
      variables: { i: { mailboxId: MAILBOX, password: `a long password, ${once()}` } },
    }),
    () => mailbox('id'),
  ],
  [
    'createFtpAccount',
    () => ({
      query: 'mutation ($i: CreateFtpAccountInput!) { createFtpAccount(input: $i) { userErrors { code } } }',
      variables: {
        i: { siteId: site, localPart: `b${made++}`, quotaBytes: 1_000_000, idempotencyKey: once() },
      },
    }),
    () => mailbox('id'),
  ],
  [
    'setMailboxQuota',
    () => ({
      query: `mutation { setMailboxQuota(input: { mailboxId: "${MAILBOX}", quotaBytes: ${1_000_000_000 + made++} }) { userErrors { code } } }`,
    }),
    () => mailbox('id'),
  ],
  [
    'testSortingRule',
    () => ({
      query: `mutation { testSortingRule(input: { mailboxId: "${MAILBOX}", message: "${MESSAGE}" }) { userErrors { code } } }`,
    }),
    () => mailbox('id'),
  ],
];

let site = '';

async function main(): Promise<void> {
  const running = await startStack();
  try {
    site = await siteOf(running);
    await sleep(3_000);
    const idle = await cpuOfWait(5_000);
    const unit =
      ((await costOf(running, () => pages(PAGE), idle)) - (await costOf(running, () => pages(1), idle))) /
      (PAGES * (PAGE - 1));
    console.log(`an object takes ${unit.toFixed(3)} ms of processor time\n`);
    console.log(' objects        ms   of');
    for (const [name, ask, without] of MEASURED) {
      const ms = (await costOf(running, ask, idle)) - (await costOf(running, without, idle));
      console.log(`${(ms / unit).toFixed(0).padStart(8)} ${ms.toFixed(2).padStart(9)}   ${name}`);
    }
  } finally {
    await running.stop();
  }
}

async function siteOf(running: RunningStack): Promise<string> {
  const { data } = await running.ask<{ organization: { legacySites: { nodes: { id: string }[] } } }>({
    credential: running.demo.tokens.administrator,
    ...organization('legacySites(first: 1) { nodes { id } }'),
    variables: {},
  });
  return data?.organization.legacySites.nodes[0]?.id ?? '';
}

/** Milliseconds of processor time that one question takes, beyond what the system uses while nobody asks. */
async function costOf(running: RunningStack, ask: () => Question, idle: number): Promise<number> {
  const send = async () => {
    const answer = await running.ask<object>({
      credential: running.demo.tokens.administrator,
      variables: {},
      ...ask(),
    });
    const refused = /"code":"[A-Z_]+"/.exec(JSON.stringify(answer));
    if (answer.errors || refused) throw new Error(JSON.stringify(answer).slice(0, 400));
  };
  for (let warm = 0; warm < WARM; warm++) await send();
  const [cpu, wall] = [processorTimeBelow(), performance.now()];
  for (let round = 0; round < ROUNDS; round++) await send();
  return (processorTimeBelow() - cpu - (performance.now() - wall) * idle) / ROUNDS;
}

async function cpuOfWait(milliseconds: number): Promise<number> {
  const before = processorTimeBelow();
  await sleep(milliseconds);
  return (processorTimeBelow() - before) / milliseconds;
}

void main();
