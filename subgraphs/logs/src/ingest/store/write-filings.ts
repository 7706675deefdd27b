import type { EntityManager } from 'typeorm';
import { splitAddress } from '../../mail-event/address-parts';
import { filingAttempt } from '../dovecot/filing-attempt';
import type { FilingSummary } from '../dovecot/filing';
import { finalitySql, mergedHistorySql } from './history-sql';
import type { EventPlace } from './event-place';

/**
 * A filing belongs to the recipient's event whose LMTP answer quotes its session; where the answer names
 * none (delivery by dovecot-lda), to the newest one with its message id. It came at most ten days before
 * (queues give up after five) and, as Dovecot answers only when it has stored, at the latest when filed;
 * some seconds are left for clocks. A spam folder or a discard changes the status; plain filing does not.
 */
const APPLY = `
  WITH claimed AS (
    SELECT DISTINCT ON (filing.ordinal) filing.*, event.occurred_at, event.id
    FROM jsonb_to_recordset($1::jsonb) AS filing
      (ordinal integer, domain text COLLATE "C", "localPart" text COLLATE "C", "messageId" text, session text, folder text, at timestamptz, attempt jsonb)
    JOIN logs.mail_event AS event
      ON event.domain = filing.domain AND event.local_part = filing."localPart"
      AND event.direction = 'RECEIVED'
      AND event.occurred_at BETWEEN filing.at - interval '10 days' AND filing.at + interval '5 seconds'
      AND (filing."messageId" IS NULL OR event.message_id = filing."messageId")
      AND CASE
        WHEN filing.session IS NOT NULL AND event.reply LIKE '% Saved'
          THEN right(event.reply, length(filing.session) + 7) = ' ' || filing.session || ' Saved'
        ELSE filing."messageId" IS NOT NULL
          AND event.status IN ('DELIVERED', 'SPAM', 'FILTERED')
          AND event.queue_id IS NOT NULL
      END
    ORDER BY filing.ordinal, event.occurred_at DESC, event.id
  ), chosen AS (
    SELECT DISTINCT ON (id) * FROM claimed ORDER BY id, ordinal
  ), changed AS (
    UPDATE logs.mail_event AS stored
    SET folder = COALESCE(stored.folder, chosen.folder),
      status = CASE WHEN ${isMoreFinal()} THEN chosen.attempt->>'status' ELSE stored.status END,
      updated_at = CASE WHEN ${isMoreFinal()} THEN chosen.at ELSE stored.updated_at END,
      history = CASE WHEN chosen.attempt IS NULL THEN stored.history ELSE ${mergedHistorySql('stored.history', 'chosen.attempt')} END
    FROM chosen
    WHERE stored.domain = chosen.domain AND stored.local_part = chosen."localPart"
      AND stored.occurred_at = chosen.occurred_at AND stored.id = chosen.id AND (
      (stored.folder IS NULL AND chosen.folder IS NOT NULL)
      OR (chosen.attempt IS NOT NULL AND NOT stored.history @> jsonb_build_array(chosen.attempt)))
    RETURNING stored.domain, stored.local_part AS "localPart", stored.occurred_at AS "occurredAt",
      replace(stored.id::text, '-', '') AS key
  )
  SELECT (SELECT array_agg(ordinal) FROM claimed) AS claimed, (SELECT json_agg(changed) FROM changed) AS changed`;

function isMoreFinal(): string {
  const rank = finalitySql("chosen.attempt->>'status'");
  return `${rank} > ${finalitySql('stored.status')}`;
}

interface AppliedRow {
  readonly claimed: number[] | null;
  readonly changed: (Omit<EventPlace, 'occurredAt'> & { occurredAt: string })[] | null;
}

/** @returns the filings that found their event, and which events they changed */
export async function writeFilings(
  transaction: EntityManager,
  filings: readonly FilingSummary[],
): Promise<{ claimed: FilingSummary[]; changed: readonly EventPlace[] }> {
  if (filings.length === 0) return { claimed: [], changed: [] };
  const input = filings.map((filing, ordinal) => ({
    ordinal,
    ...splitAddress(filing.recipient),
    messageId: filing.messageId,
    session: filing.session,
    folder: filing.folder,
    at: filing.time.toISOString(),
    attempt: filingAttempt(filing),
  }));
  const [row]: AppliedRow[] = await transaction.query(APPLY, [JSON.stringify(input)]);
  const claimed = new Set(row?.claimed ?? []);
  return {
    claimed: filings.filter((_, ordinal) => claimed.has(ordinal)),
    changed: (row?.changed ?? []).map((place) => ({ ...place, occurredAt: new Date(place.occurredAt) })),
  };
}
