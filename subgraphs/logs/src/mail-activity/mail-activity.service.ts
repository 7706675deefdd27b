import { badUserInput, newId, notFound, type RequestContext } from '@hostgraph/subgraph-kit';
import { validateSync } from 'class-validator';
import type { DataSource } from 'typeorm';
import { missingViewLogs } from '../foreign/mailbox/require-view-logs';
import { LogScope } from '../mail-event/log-scope';
import { LogReading } from '../activity/log-search/log-reading';
import { recordSearches } from '../activity/log-search/record-searches';
import { heldAddresses } from '../foreign/mailbox/held-addresses';
import { coveredAddresses } from '../retention/covered-addresses';
import type { MailEvent } from '../mail-event/mail-event.entity';
import { logCoverage } from '../retention/retention.service';
import type { ActivityStream, StreamStep } from './activity-stream';
import { endWatch, registerWatch, type Watch } from './live-watch';
import { matchingKeys, readLiveEvents } from './live-events';
import { MailActivityArgs } from './mail-activity.inputs';
import { type MailActivity, MailActivityKind } from './mail-activity.type';
import { streamHub } from './stream-hub';

/** A message as it leaves its stream. */
type Message = Pick<MailActivity, 'id' | 'kind'>;

/** What a message hands on to its `events`, through the gateway. */
interface StreamPosition {
  readonly watch: Watch;
  readonly step: StreamStep;
  readonly filter: ReturnType<typeof filterOf>;
}

const filterOf = ({ direction, status, correspondent }: MailActivityArgs) => ({
  direction: direction ?? null,
  status: status ?? null,
  correspondent: correspondent ?? null,
});

/**
 * Begins to follow a mailbox's log. It knows nothing of the mailbox yet: its first message is what makes the gateway
 * ask mail for the right and the addresses, and come back with them (`activityEvents`).
 *
 * @throws BAD_USER_INPUT
 */
export async function followActivity(
  ctx: RequestContext,
  given: MailActivityArgs,
): Promise<AsyncIterableIterator<Message>> {
  const args = Object.assign(new MailActivityArgs(), given);
  const mistakes = validateSync(args, { skipMissingProperties: true }).flatMap(({ constraints = {} }) =>
    Object.values(constraints),
  );
  if (mistakes.length > 0) throw badUserInput(mistakes.join('; '));
  const hub = streamHub(ctx.database);
  const watch: Watch = { stream: newId('lst'), channel: hub.channel };
  return activities(ctx.database, await hub.open(watch.stream), watch, args);
}

/** Not a generator: one that waits for its next message could not be told to end. */
function activities(
  database: DataSource,
  stream: ActivityStream,
  watch: Watch,
  args: MailActivityArgs,
): AsyncIterableIterator<Message> {
  const filter = filterOf(args);
  const end = { done: true as const, value: undefined };
  const message = (step: StreamStep): Message => ({
    id: JSON.stringify({ watch, step, filter } satisfies StreamPosition),
    kind: MailActivityKind[step.kind],
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      for (let step = await stream.next(); step; step = await stream.next()) {
        if (step.kind !== 'EVENTS') return { done: false, value: message(step) };
        const keys = await matchingKeys(database, step.keys, filter);
        if (keys.length > 0) return { done: false, value: message({ kind: 'EVENTS', keys }) };
      }
      return end;
    },
    return() {
      stream.close();
      return Promise.resolve(end);
    },
  };
}

/**
 * The events of a message, as far as mail says at this moment that the caller may read the log. Whoever may not any
 * more is told so, and the stream ends.
 *
 * @throws NOT_FOUND, FORBIDDEN
 */
export async function activityEvents(
  ctx: RequestContext,
  { id, mailbox }: MailActivity,
): Promise<readonly MailEvent[]> {
  const { watch, step, filter } = JSON.parse(id) as StreamPosition;
  // Exactly true: whatever else stands there did not come from mail.
  if (mailbox.viewerMayViewLogs !== true) {
    await endWatch(ctx, watch);
    throw mailbox.viewerMayViewLogs === false ? missingViewLogs() : notFound('Mailbox');
  }
  const { coversSince } = await logCoverage(ctx, mailbox.mailService?.id);
  const addresses = coveredAddresses(heldAddresses(mailbox), coversSince);
  if (step.kind === 'EVENTS') return readLiveEvents(ctx, addresses, step.keys);
  if (step.kind === 'WATCHING') {
    if (step.isFirst) {
      await recordSearches(ctx, [
        {
          reading: LogReading.LIVE,
          owner: { scope: LogScope.MAILBOX, id: mailbox.id },
          filter: { ...filter, from: null, to: null, subject: null, addresses: null },
          rowCount: 0,
          addresses: [],
        },
      ]);
    }
    await registerWatch(ctx, watch, addresses);
  }
  return [];
}
