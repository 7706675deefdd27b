import type { EntityManager } from 'typeorm';
import type { FileMark } from '../follow/log-file';

/** How far one log has been read, and what was found on the way. */
interface SourceProgress {
  path: string;
  mark: FileMark;
  /** In all, since the log was first followed. */
  lines: number;
  unparsable: number;
}

/** A line that should have said something and could not be read. */
export interface DeadLetter {
  path: string;
  fileId: string;
  /** Where in the file the line begins. */
  offset: number;
  bytes: number;
  /** Its beginning; null for one that was too long to be held. */
  text: string | null;
}

/** Kept per log, the newest. */
const DEAD_LETTERS = 100;

const SAVE = `
  INSERT INTO logs.ingest_source
    (path, file_id, head_digest, byte_offset, modified_at, time_zone, lines, unparsable, read_at)
  SELECT path, mark->>'fileId', mark->>'headDigest', (mark->>'offset')::bigint,
    (mark->>'modifiedAt')::timestamptz, mark->>'timeZone', lines, unparsable, now()
  FROM jsonb_to_recordset($1::jsonb) AS source (path text, mark jsonb, lines bigint, unparsable bigint)
  ON CONFLICT (path) DO UPDATE SET
    file_id = excluded.file_id, head_digest = excluded.head_digest, byte_offset = excluded.byte_offset,
    modified_at = excluded.modified_at, time_zone = excluded.time_zone, lines = excluded.lines,
    unparsable = excluded.unparsable, read_at = excluded.read_at`;

const READ = `
  SELECT path, lines::float8, unparsable::float8, json_build_object('fileId', file_id, 'headDigest', head_digest,
    'offset', byte_offset, 'modifiedAt', modified_at, 'timeZone', time_zone) AS mark
  FROM logs.ingest_source WHERE path = ANY ($1)`;

const ADD_DEAD_LETTERS = `
  INSERT INTO logs.ingest_dead_letter (path, file_id, byte_offset, byte_length, text)
  SELECT path, "fileId", "offset", bytes, text
  FROM ROWS FROM (json_to_recordset($1::json)
    AS (path text, "fileId" text, "offset" bigint, bytes bigint, text text)) WITH ORDINALITY
    AS letter (path, "fileId", "offset", bytes, text, ordinal)
  ORDER BY ordinal`;

const DROP_OLD_DEAD_LETTERS = `
  DELETE FROM logs.ingest_dead_letter AS letter
  WHERE path = ANY ($1) AND id <= (
    SELECT id FROM logs.ingest_dead_letter WHERE path = letter.path ORDER BY id DESC OFFSET $2 LIMIT 1)`;

export async function saveSources(
  transaction: EntityManager,
  sources: readonly SourceProgress[],
  deadLetters: readonly DeadLetter[],
): Promise<void> {
  await transaction.query(SAVE, [JSON.stringify(sources)]);
  if (deadLetters.length === 0) return;
  await transaction.query(ADD_DEAD_LETTERS, [JSON.stringify(deadLetters)]);
  const paths = [...new Set(deadLetters.map(({ path }) => path))];
  await transaction.query(DROP_OLD_DEAD_LETTERS, [paths, DEAD_LETTERS]);
}

export async function readSources(
  manager: EntityManager,
  paths: readonly string[],
): Promise<Map<string, SourceProgress>> {
  const rows: (Omit<SourceProgress, 'mark'> & {
    mark: Omit<FileMark, 'modifiedAt'> & { modifiedAt: string };
  })[] = await manager.query(READ, [paths]);
  return new Map(
    rows.map(({ mark, ...row }) => [
      row.path,
      { ...row, mark: { ...mark, modifiedAt: new Date(mark.modifiedAt) } },
    ]),
  );
}
