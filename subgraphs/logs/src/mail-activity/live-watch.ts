import type { RequestContext } from '@hostgraph/subgraph-kit';
import type { HeldAddress } from '../mail-event/log-filter';
import { notify, WAIT_FOR_WRITERS } from './notify-watchers';

/** Longer than a stream's beat, which renews it: what nobody renews is nobody's any more. */
const WATCH_SECONDS = 90;

export interface Watch {
  readonly stream: string;
  /** On which the process that serves the stream listens. */
  readonly channel: string;
}

const REGISTER = `
  WITH held AS (
    SELECT * FROM jsonb_to_recordset($3::jsonb) AS held (domain text COLLATE "C", "localPart" text COLLATE "C")
  ), gone AS (
    DELETE FROM logs.live_watch
    WHERE expires_at <= now()
      OR stream_id = $1 AND (domain, local_part) NOT IN (SELECT domain, "localPart" FROM held)
  )
  INSERT INTO logs.live_watch (domain, local_part, stream_id, channel, expires_at)
  SELECT DISTINCT domain, "localPart", $1, $2, now() + $4 * interval '1 second' FROM held
  ON CONFLICT (domain, local_part, stream_id) DO UPDATE SET expires_at = excluded.expires_at`;

/** From its end on, events of these addresses are told to the stream; those of others are not, any more. */
export async function registerWatch(
  { database }: RequestContext,
  { stream, channel }: Watch,
  addresses: readonly HeldAddress[],
): Promise<void> {
  await database.query(REGISTER, [stream, channel, JSON.stringify(addresses), WATCH_SECONDS]);
  await database.query(WAIT_FOR_WRITERS);
}

/** Nothing is told to the stream any more, and it ends. */
export async function endWatch({ database }: RequestContext, { stream, channel }: Watch): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query('DELETE FROM logs.live_watch WHERE stream_id = $1', [stream]);
    await notify(transaction, [{ channel, message: { stream, ended: true } }]);
  });
}
