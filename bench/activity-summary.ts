/**
 * What the summary of 20 days costs in the subgraph's service for the busiest mailbox, as a multiple of a quiet one's:
 * `node --conditions=source -r @swc-node/register bench/activity-summary.ts [ROWS]`, a million by default
 */
// First, as it loads what the decorators of the others need.
import { startMailLog } from './mail-log/start';
import { ActivitySummaryArgs } from '../subgraphs/logs/src/activity/activity-summary/activity-summary.inputs';
import { activitySummary } from '../subgraphs/logs/src/activity/activity-summary/activity-summary.service';
import { SummaryInterval } from '../subgraphs/logs/src/activity/activity-summary/summary-interval';
import { measureInTurn, printRatios } from './mail-log/measure';
import { mailboxNumber, requestOn } from './mail-log/readers';

const ROWS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = 500;
const QUIET = 50_000;

async function main(): Promise<void> {
  const log = await startMailLog(ROWS);
  const summary = (rank: number, interval: SummaryInterval, timeZone = 'UTC') =>
    activitySummary(
      requestOn(log),
      mailboxNumber(rank),
      Object.assign(new ActivitySummaryArgs(), { interval, timeZone }),
    );
  for (const [interval, timeZone] of [
    [SummaryInterval.DAY, 'UTC'],
    [SummaryInterval.DAY, 'Europe/Zurich'],
    [SummaryInterval.DAY, 'Asia/Kolkata'],
    [SummaryInterval.HOUR, 'UTC'],
  ] as const) {
    printRatios(
      await measureInTurn(
        {
          [`${interval} ${timeZone}, a quiet mailbox`]: (round) => summary(QUIET + round, interval, timeZone),
          [`${interval} ${timeZone}, the busiest mailbox`]: () => summary(1, interval, timeZone),
        },
        ROUNDS,
      ),
    );
  }
  await log.stop();
}

void main();
