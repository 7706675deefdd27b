/**
 * What a page of a mailbox's log costs in the subgraph's service, as a multiple of the same statements on a bare
 * connection; deep pages, and filters that match nothing in the busiest mailbox, as multiples of the first page:
 * `node --conditions=source -r @swc-node/register bench/activity-log.ts [ROWS]`, a million by default
 *
 * Over 20 days, all of it warm. For how it grows, compare the milliseconds of two runs of different size.
 */
import { newId } from '@hostgraph/subgraph-kit';
import { Client } from 'pg';
import { ActivityLogArgs } from '../subgraphs/logs/src/activity/activity-log/activity-log.inputs';
import { activityLog } from '../subgraphs/logs/src/activity/activity-log/activity-log.service';
import { MailStatus } from '../subgraphs/logs/src/mail-event/mail-status';
import type { Mailbox } from '../subgraphs/logs/src/foreign/mailbox/mailbox.type';
import { measureInTurn, printRatios } from './mail-log/measure';
import { mailboxNumber, requestOn, someMailbox } from './mail-log/readers';
import { type MailLog, startMailLog } from './mail-log/start';
import type { Statement } from './mail-log/statement-tap';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 2000;
const RARE_ROUNDS = 200;
const BUSIEST = mailboxNumber(1);

const read = (log: MailLog, mailbox: Mailbox, args: Partial<ActivityLogArgs> = {}) =>
  activityLog(requestOn(log), mailbox, Object.assign(new ActivityLogArgs(), args));

/** Statements of a page, to be sent again and again: a record of a reading needs an id of its own each time. */
const again = ({ sql, parameters }: Statement): unknown[] =>
  sql.includes('INSERT INTO logs.search')
    ? parameters.map((value, i) => (i === 3 ? [newId('lse')] : value))
    : [...parameters];

async function compareWithBareConnection(log: MailLog): Promise<void> {
  const bare = new Client({
    connectionString: log.url,
    options: '-c timezone=UTC -c jit=off -c enable_sort=off',
  });
  await bare.connect();
  const pages: (readonly Statement[])[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    pages.push(await log.tap.during(() => read(log, someMailbox(round))));
  }
  const names = new Map<string, string>();
  const send = async (statements: readonly Statement[]) => {
    for (const statement of statements) {
      const name = names.get(statement.sql) ?? `s${names.size}`;
      names.set(statement.sql, name);
      await bare.query({ name, text: statement.sql, values: again(statement) });
    }
  };
  printRatios(
    await measureInTurn(
      {
        'the statements of a page on a bare connection': (round) => send(pages[round % ROUNDS] ?? []),
        'the page in the service': (round) => read(log, someMailbox(round)),
      },
      ROUNDS,
    ),
  );
  await bare.end();
}

async function cursorAt(log: MailLog, depth: number): Promise<string | null> {
  let after: string | null = null;
  for (let read_ = 0; read_ < depth; read_ += 100) {
    const page = await read(log, BUSIEST, { first: 100, after });
    if (!page?.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  return after;
}

async function main(): Promise<void> {
  const log = await startMailLog(ROWS);
  await compareWithBareConnection(log);
  const [shallow, deep] = [await cursorAt(log, 1000), await cursorAt(log, 50_000)];
  printRatios(
    await measureInTurn(
      {
        'first page of the busiest mailbox': () => read(log, BUSIEST),
        'behind 1,000 events': () => read(log, BUSIEST, { after: shallow }),
        'behind 50,000 events, or the last page': () => read(log, BUSIEST, { after: deep }),
        'one status of many': () => read(log, BUSIEST, { status: [MailStatus.SPAM] }),
        'part of a common correspondent': () => read(log, BUSIEST, { correspondent: 'partner7' }),
      },
      RARE_ROUNDS,
    ),
  );
  printRatios(
    await measureInTurn(
      {
        'first page of any mailbox': (round) => read(log, someMailbox(round)),
        'a status that nobody has, busiest mailbox': () =>
          read(log, BUSIEST, { status: [MailStatus.EXPIRED] }),
        'part of a correspondent that nobody has, busiest mailbox': () =>
          read(log, BUSIEST, { correspondent: 'nobody@nowhere' }),
      },
      RARE_ROUNDS,
    ),
  );
  await log.stop();
}

void main();
