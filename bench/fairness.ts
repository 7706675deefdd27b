/**
 * How much longer one tenant's requests take while another has eight heavy ones under way, each allowed by every limit,
 * as a multiple of what they take while nobody else asks, through the whole system; and whose exports come first:
 * `node --conditions=source -r @swc-node/register bench/fairness.ts [ROUNDS]`
 *
 * Quiet and loaded spells take turns, so that what else the machine does slows both.
 */
import {
  DEMO_MAILBOXES,
  EXAMPLE_MAIL_SERVICE,
  EXAMPLE_ORGANIZATION,
  OTHER_ORGANIZATION,
} from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../e2e/support/running-stack';
import { fillAuditTrail, fillLog, onDatabase } from './fairness/fill';

const ROUNDS = Number(process.argv[2] ?? 6);
/** Requests of the one who loads the system that are under way at once. */
const PARALLEL = 8;
const SAMPLES = 15;
/** As many as two callers may have, who are of one organization. */
const EXPORTS = 20;

const times = (count: number, field: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => `a${i}: ${field(i)}`).join('\n');

interface Case {
  readonly name: string;
  /** What an administrator of one organization sends. */
  readonly load: string;
  /** What the legal responsible of another one sends meanwhile. */
  readonly asked: string;
}

const EVENT = 'id time status direction reply history { time status reply }';

const CASES: readonly Case[] = [
  {
    name: 'activityLog beside 15 logs of a whole service',
    load: `{ mailService(id: "${EXAMPLE_MAIL_SERVICE.id}") { ${times(
      15,
      (i) => `activityLog(first: ${100 - i}, correspondent: "e") { nodes { ${EVENT} } }`,
    )} } }`,
    asked: `{ mailbox(id: "${DEMO_MAILBOXES.victim.id}") { activityLog(first: 5) { nodes { id time } } } }`,
  },
  {
    name: 'auditEvents beside 40 pages of them',
    load: `{ organization(id: "${EXAMPLE_ORGANIZATION.id}") { ${times(
      40,
      (i) => `auditEvents(first: ${100 - i}) { nodes { id action occurredAt targetId } }`,
    )} } }`,
    asked: `{ organization(id: "${OTHER_ORGANIZATION.id}") { auditEvents(first: 5) { nodes { id action } } } }`,
  },
  {
    name: 'mailbox beside 48 times viewerCan',
    load: `{ mailbox(id: "${DEMO_MAILBOXES.anna.id}") { ${times(
      48,
      () => 'viewerCan { action allowed reason }',
    )} } }`,
    asked: `{ mailbox(id: "${DEMO_MAILBOXES.victim.id}") { id displayName address } }`,
  },
];

async function ask(running: RunningStack, credential: string, query: string): Promise<void> {
  const { data, errors } = await running.ask({ credential, query, variables: {} });
  if (errors || !data) throw new Error(JSON.stringify(errors));
}

async function sample(running: RunningStack, query: string): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < SAMPLES; i++) {
    const before = performance.now();
    await ask(running, running.demo.tokens.stranger, query);
    taken.push(performance.now() - before);
  }
  return taken;
}

/** Sends the load without a pause until it is told to end, eight at once. */
function startLoad(
  running: RunningStack,
  query: string,
): { answered: () => number; end: () => Promise<void> } {
  let goesOn = true;
  let answered = 0;
  const credential = running.demo.tokens.administrator;
  const lanes = Array.from({ length: PARALLEL }, async () => {
    while (goesOn) {
      // Whoever asks for more than can be done in time is refused what is too much.
      const { errors } = await running.ask({ credential, query, variables: {} });
      if (!errors) answered++;
    }
  });
  return {
    answered: () => answered,
    async end() {
      goesOn = false;
      await Promise.all(lanes);
    },
  };
}

const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1] ?? NaN;

async function measure(running: RunningStack, { name, load, asked }: Case): Promise<void> {
  await sample(running, asked);
  await ask(running, running.demo.tokens.administrator, load);
  const quiet: number[] = [];
  const loaded: number[] = [];
  let answered = 0;
  for (let round = 0; round < ROUNDS; round++) {
    quiet.push(...(await sample(running, asked)));
    const others = startLoad(running, load);
    await new Promise((resolve) => setTimeout(resolve, 300));
    loaded.push(...(await sample(running, asked)));
    answered += others.answered();
    await others.end();
  }
  const cells = [median(loaded) / median(quiet), median(quiet), median(loaded), answered];
  console.log(`${cells.map((cell) => cell.toFixed(1).padStart(14)).join('')}   ${name}`);
}

const START = `mutation ($input: ExportActivityLogInput!) { exportActivityLog(input: $input) {
  export { id } userErrors { code } } }`;

/** How many exports of one organization come before the first one of another, which is asked for after all of them. */
async function measureExports(running: RunningStack): Promise<void> {
  const { tokens, apiKey } = running.demo;
  const start = async (credential: string, mailboxId: string, idempotencyKey: string): Promise<string> => {
    const input = { mailboxId, format: 'NDJSON', idempotencyKey };
    const { data, errors } = await running.ask<{ exportActivityLog: { export: { id: string } } }>({
      credential,
      query: START,
      variables: { input },
    });
    if (errors || !data) throw new Error(JSON.stringify(errors));
    return data.exportActivityLog.export.id;
  };
  for (let i = 0; i < EXPORTS; i++) {
    await start([tokens.administrator, apiKey][i % 2] ?? '', DEMO_MAILBOXES.anna.id, `bench-export-${i}`);
  }
  const id = await start(tokens.stranger, DEMO_MAILBOXES.victim.id, 'bench-export');
  const place = `SELECT finished_at,
      (SELECT count(*)::integer FROM logs.activity_export AS other
       WHERE other.finished_at < own.finished_at AND other.finished_at > own.created_at) AS before
    FROM logs.activity_export AS own WHERE id = $1`;
  await onDatabase(running.stack.settings.databaseUrls.logs, async (client) => {
    for (;;) {
      const { rows } = await client.query<{ finished_at: Date | null; before: number }>(place, [id]);
      if (rows[0]?.finished_at) {
        console.log(
          `${rows[0].before} of ${EXPORTS} exports of another organization were finished while one waited`,
        );
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}

async function main(): Promise<void> {
  const running = await startStack();
  try {
    const { databaseUrls } = running.stack.settings;
    await fillLog(databaseUrls.logs);
    await fillAuditTrail(databaseUrls.accounts);
    console.log('  loaded/quiet    quiet (ms)   loaded (ms)      answered   what is asked, beside what');
    for (const one of CASES) await measure(running, one);
    await measureExports(running);
  } finally {
    await running.stop();
  }
}

void main();
