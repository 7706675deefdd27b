import { hash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { QueueEntry, type SavedQueueEntry } from '../queue/queue-entry';
import { Repeats } from '../correlation/repeats';
import type { SmtpSession } from '../correlation/smtp-sessions';
import type { FilingSummary } from '../dovecot/filing';
import type { SpamVerdict } from '../rspamd/spam-verdict';
import { OpenState, type OpenStateChanges } from './open-state';

interface SavedState {
  readonly entries: SavedQueueEntry;
  readonly sessions: SmtpSession;
  readonly repeats: ReturnType<Repeats['toJSON']>;
  readonly filings: Omit<FilingSummary, 'time'> & { time: string };
  readonly verdicts: SpamVerdict;
}

type SavedRow = {
  [Kind in keyof SavedState]: { kind: Kind; key: string; value: SavedState[Kind] };
}[keyof SavedState];

const KINDS = ['entries', 'sessions', 'repeats', 'filings', 'verdicts'] as const;

const SAVE = `
  INSERT INTO logs.ingest_open_state (kind, key_digest, key, value)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::json[])`;

const FORGET = `
  DELETE FROM logs.ingest_open_state
  WHERE (kind, key_digest) IN (SELECT * FROM unnest($1::text[], $2::text[]))`;

/** Oldest first, which is how the maps age. */
const READ = `
  SELECT kind, key, value FROM logs.ingest_open_state ORDER BY value->>'time', key`;

/** Saves what has changed, and nothing else. */
export async function saveOpenState(transaction: EntityManager, changes: OpenStateChanges): Promise<void> {
  const gone: { kind: string; digest: string }[] = [];
  const saved: { kind: string; digest: string; key: string; json: string }[] = [];
  for (const kind of KINDS) {
    for (const { key, wasSaved, json } of changes[kind]) {
      const digest = digestOf(key);
      if (wasSaved) gone.push({ kind, digest });
      if (json !== undefined) saved.push({ kind, digest, key, json });
    }
  }
  // What is replaced goes too: a queue id that was given out again stands among the changes twice.
  if (gone.length > 0)
    await transaction.query(FORGET, [gone.map(({ kind }) => kind), gone.map(({ digest }) => digest)]);
  if (saved.length > 0)
    await transaction.query(SAVE, [
      saved.map(({ kind }) => kind),
      saved.map(({ digest }) => digest),
      saved.map(({ key }) => key),
      saved.map(({ json }) => json),
    ]);
}

export async function readOpenState(manager: EntityManager): Promise<OpenState> {
  const state = new OpenState();
  const rows: SavedRow[] = await manager.query(READ);
  const entries: QueueEntry[] = [];
  for (const row of rows) {
    if (row.kind === 'entries') entries.push(QueueEntry.restore(row.value));
    else restore(state, row);
  }
  state.entries.restore(entries);
  return state;
}

function restore(state: OpenState, { kind, key, value }: Exclude<SavedRow, { kind: 'entries' }>): void {
  switch (kind) {
    case 'sessions':
      state.sessions.restore(key, value);
      return;
    case 'repeats':
      state.repeats.restore(key, Repeats.restore(value));
      return;
    case 'filings':
      state.filings.restore(key, { ...value, time: new Date(value.time) });
      return;
    case 'verdicts':
      state.verdicts.restore(key, value);
  }
}

function digestOf(key: string): string {
  return hash('sha256', key, 'base64url');
}
