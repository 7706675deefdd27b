/**
 * How many SQL statements a page of 100 mailboxes takes, read through the gateway with their addresses, members, rights
 * and all that their users have set up, in mail services of 10, 100 and 1,000 mailboxes; and what a mailbox takes in
 * each, as a multiple of the smallest: `node --conditions=source -r @swc-node/register bench/mail-service.ts [ROUNDS]`
 */
// First, as it loads what the decorators of the others need.
import { startTapped, type TappedSystem } from './mail-service/start';
import { measureInTurn } from './mail-log/measure';
import { fillServices, serviceOf } from './mail-service/fill';

const ROUNDS = Number(process.argv[2] ?? 10);
const SIZES = [10, 100, 1000];

interface Page {
  readonly mailService: {
    readonly mailboxes: {
      readonly nodes: readonly Readonly<Record<string, { nodes?: readonly unknown[] } | null>>[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

/** What reading a whole service took: the mailboxes and the statements of each page. */
interface Reading {
  readonly mailboxes: number;
  readonly statements: readonly number[];
}

const queryOf = (settings: string) => `query ($id: ID!, $after: String) { mailService(id: $id) {
  name domains { name }
  mailboxes(first: 100, after: $after) {
    nodes {
      id displayName address addresses { address kind } members { id }
      viewerRights viewerMayViewLogs viewerIsMember
      ${settings}
    }
    pageInfo { hasNextPage endCursor }
  } } }`;

async function read(system: TappedSystem, query: string, size: number): Promise<Reading> {
  const statements: number[] = [];
  let mailboxes = 0;
  let after: string | null = null;
  do {
    const pages: Page[] = [];
    const variables = { id: serviceOf(size), after };
    const sent = await system.tap.during(async () => pages.push(await system.ask<Page>(query, variables)));
    statements.push(sent.length);
    for (const { mailService } of pages) {
      const { nodes, pageInfo } = mailService.mailboxes;
      if (nodes.some(lacksSomething)) throw new Error('A mailbox lacks something that was set up in it');
      mailboxes += nodes.length;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    }
  } while (after !== null);
  return { mailboxes, statements };
}

const lacksSomething = (mailbox: Page['mailService']['mailboxes']['nodes'][number]): boolean =>
  Object.values(mailbox).some((value) => value === null || value.nodes?.length === 0);

async function main(): Promise<void> {
  const system = await startTapped();
  try {
    const query = queryOf(await fillServices(system, SIZES));
    const readings = new Map<number, Reading>();
    const latencies = await measureInTurn(
      Object.fromEntries(
        SIZES.map((size) => [size, async () => readings.set(size, await read(system, query, size))]),
      ),
      ROUNDS,
    );
    print(SIZES.map((size) => ({ size, p50: latencies[size]?.p50 ?? NaN, reading: readings.get(size) })));
  } finally {
    await system.stop();
  }
}

interface Result {
  readonly size: number;
  readonly p50: number;
  readonly reading: Reading | undefined;
}

function print(results: readonly Result[]): void {
  const [smallest] = results;
  const base = smallest ? smallest.p50 / smallest.size : NaN;
  console.log('\n  mailboxes      pages   statements per page   ms per mailbox   per mailbox/first');
  const counts = new Set<number>();
  for (const { size, p50, reading } of results) {
    const { mailboxes, statements } = reading ?? { mailboxes: 0, statements: [] };
    if (mailboxes !== size) throw new Error(`${mailboxes} mailboxes were read instead of ${size}`);
    statements.forEach((count) => counts.add(count));
    const cells = [
      String(mailboxes).padStart(11),
      String(statements.length).padStart(11),
      [...new Set(statements)].join(', ').padStart(22),
      (p50 / size).toFixed(2).padStart(17),
      (p50 / size / base).toFixed(2).padStart(20),
    ];
    console.log(cells.join(''));
  }
  console.log(`The number of statements per page is ${counts.size === 1 ? 'constant' : 'NOT constant'}.`);
  if (counts.size !== 1) process.exitCode = 1;
}

void main();
