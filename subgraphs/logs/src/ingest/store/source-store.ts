import type { EntityManager } from 'typeorm';
import type { Silence } from '../../log-source/silence';

/** A place in a file, by which the file is found again under whatever name it has by then. */
export interface FileMark {
  /** Device and inode. */
  readonly fileId: string;
  /** SHA-256 of the file's first bytes, as far as they have been read: inodes are given out again. */
  readonly headDigest: string;
  /** Bytes read, up to the end of a line. */
  readonly offset: number;
  /** When the file was last written, as far as known; the reference for years. */
  readonly modifiedAt: Date;
  /** Of timestamps that name none: a server that changes its zone takes the new one with its next file. */
  readonly timeZone: string;
}

/** How far one source has been read since the last transaction. */
interface SourceProgress {
  /** Of a log file, or the name of another source. */
  readonly path: string;
  /** Undefined for what comes over the network: its sender knows what it has sent. */
  readonly mark: FileMark | undefined;
  readonly lines: number;
  readonly unparsable: number;
  readonly ignored: number;
  /** Of the lines, those behind the last that told of a message. */
  readonly silentLines: number;
}

/** A line that should have said something and could not be read. */
export interface DeadLetter {
  readonly path: string;
  /** Null, as the offset, where the source is no file. */
  readonly fileId: string | null;
  /** Where in the file the line begins. */
  readonly offset: number | null;
  readonly bytes: number;
  /** Its beginning; null for one that was too long to be held. */
  readonly text: string | null;
}

/** Kept per source, the newest. */
const DEAD_LETTERS = 100;
/** Sources that are no files, the ones that said something last: anybody who can connect makes one. */
const NETWORK_SOURCES = 1000;

const SAVE = `
  INSERT INTO logs.ingest_source AS stored
    (path, file_id, head_digest, byte_offset, modified_at, time_zone, lines, unparsable, ignored, silent_lines, read_at)
  SELECT path, mark->>'fileId', mark->>'headDigest', (mark->>'offset')::bigint,
    (mark->>'modifiedAt')::timestamptz, mark->>'timeZone', lines, unparsable, ignored, "silentLines", now()
  FROM jsonb_to_recordset($1::jsonb) AS source
    (path text, mark jsonb, lines bigint, unparsable bigint, ignored bigint, "silentLines" bigint)
  ON CONFLICT (path) DO UPDATE SET
    file_id = excluded.file_id, head_digest = excluded.head_digest, byte_offset = excluded.byte_offset,
    modified_at = excluded.modified_at, time_zone = excluded.time_zone,
    lines = stored.lines + excluded.lines, unparsable = stored.unparsable + excluded.unparsable,
    ignored = stored.ignored + excluded.ignored,
    silent_lines = excluded.silent_lines
      + CASE WHEN excluded.silent_lines < excluded.lines THEN 0 ELSE stored.silent_lines END,
    read_at = excluded.read_at
  RETURNING path, file_id IS NULL AND xmax = 0 AS "isNewPeer", lines, silent_lines AS "silentLines"`;

const DROP_OLD_PEERS = `
  DELETE FROM logs.ingest_source WHERE path IN (
    SELECT path FROM logs.ingest_source WHERE file_id IS NULL ORDER BY read_at DESC, path OFFSET $1)`;

const READ = `
  SELECT path, json_build_object('fileId', file_id, 'headDigest', head_digest,
    'offset', byte_offset, 'modifiedAt', modified_at, 'timeZone', time_zone) AS mark
  FROM logs.ingest_source WHERE path = ANY ($1) AND file_id IS NOT NULL`;

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

/** @returns for how long each of them has said nothing */
export async function saveSources(
  transaction: EntityManager,
  sources: readonly SourceProgress[],
  deadLetters: readonly DeadLetter[],
): Promise<Silence[]> {
  const saved: (Silence & { isNewPeer: boolean })[] = await transaction.query(SAVE, [
    JSON.stringify(sources),
  ]);
  if (deadLetters.length > 0) {
    await transaction.query(ADD_DEAD_LETTERS, [JSON.stringify(deadLetters)]);
    const paths = [...new Set(deadLetters.map(({ path }) => path))];
    await transaction.query(DROP_OLD_DEAD_LETTERS, [paths, DEAD_LETTERS]);
  }
  if (saved.some(({ isNewPeer }) => isNewPeer)) await transaction.query(DROP_OLD_PEERS, [NETWORK_SOURCES]);
  return saved;
}

/** Where reading stopped in each log that has been read before. */
export async function readMarks(
  manager: EntityManager,
  paths: readonly string[],
): Promise<Map<string, FileMark>> {
  const rows: { path: string; mark: Omit<FileMark, 'modifiedAt'> & { modifiedAt: string } }[] =
    await manager.query(READ, [paths]);
  return new Map(rows.map(({ path, mark }) => [path, { ...mark, modifiedAt: new Date(mark.modifiedAt) }]));
}
