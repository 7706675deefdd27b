import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { QueueEntry, type SavedQueueEntry } from '../correlation/queue-entry';
import { Repeats } from '../correlation/repeats';
import type { SmtpSession } from '../correlation/smtp-sessions';
import type { FilingSummary } from '../dovecot/filing-buffer';
import { OpenState } from '../open-state/open-state';

interface SavedState {
  entries: SavedQueueEntry;
  sessions: SmtpSession;
  repeats: ReturnType<Repeats['toJSON']>;
  filings: Omit<FilingSummary, 'time'> & { time: string };
}

type SavedRow = {
  [Kind in keyof SavedState]: { kind: Kind; key: string; value: SavedState[Kind] };
}[keyof SavedState];

const KINDS = ['entries', 'sessions', 'repeats', 'filings'] as const;

const SAVE = `
  INSERT INTO logs.ingest_open_state (kind, key_digest, key, value)
  SELECT kind, digest, key, value
  FROM json_to_recordset($1::json) AS change (kind text, digest text, key text, value json)
  ON CONFLICT (kind, key_digest) DO UPDATE SET value = excluded.value`;

const FORGET = `
  DELETE FROM logs.ingest_open_state AS stored
  USING json_to_recordset($1::json) AS change (kind text, digest text)
  WHERE stored.kind = change.kind AND stored.key_digest = change.digest`;

/** Oldest first, which is how the maps age. */
const READ = `
  SELECT kind, key, value FROM logs.ingest_open_state
  ORDER BY COALESCE(value->>'firstAt', value->>'time'), key`;

/** Saves what has changed since the last time, and nothing else. */
export async function saveOpenState(transaction: EntityManager, state: OpenState): Promise<void> {
  const changes = KINDS.flatMap((kind) =>
    state[kind].takeChanges().map(({ key, value }) => ({ kind, digest: digestOf(key), key, value })),
  );
  const saved = changes.filter(({ value }) => value !== undefined);
  const gone = changes
    .filter(({ value }) => value === undefined)
    .map(({ kind, digest }) => ({ kind, digest }));
  if (saved.length > 0) await transaction.query(SAVE, [JSON.stringify(saved)]);
  if (gone.length > 0) await transaction.query(FORGET, [JSON.stringify(gone)]);
}

export async function readOpenState(manager: EntityManager): Promise<OpenState> {
  const state = new OpenState();
  const rows: SavedRow[] = await manager.query(READ);
  for (const row of rows) restore(state, row);
  return state;
}

function restore(state: OpenState, { kind, key, value }: SavedRow): void {
  switch (kind) {
    case 'entries':
      state.entries.restore(key, QueueEntry.restore(value));
      return;
    case 'sessions':
      state.sessions.restore(key, value);
      return;
    case 'repeats':
      state.repeats.restore(key, Repeats.restore(value));
      return;
    case 'filings':
      state.filings.restore(key, { ...value, time: new Date(value.time) });
  }
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
