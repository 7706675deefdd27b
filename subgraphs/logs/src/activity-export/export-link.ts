import { downloadPath, type FindDownload, hashLinkToken, newLinkToken } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import type { ActivityExport } from './activity-export.entity';
import { ActivityLogDownload } from './activity-export.payloads';
import { fileFormat, fileName } from './export-file';
import type { ExportFormat } from './export-format';

/**
 * A right that is withdrawn ends at once whatever asks for it, but a link asks for nothing: so a link lives for as
 * long as it takes to follow it, and the next one is asked for anew.
 */
const LINK_MINUTES = 5;

/** Makes a link to the file of a completed export; null where it has none (any more). */
export async function createLink(
  database: DataSource,
  { id, format }: ActivityExport,
): Promise<ActivityLogDownload | null> {
  const token = newLinkToken();
  const [link]: { expires_at: Date; byte_count: string }[] = await database.query(
    `WITH over AS (DELETE FROM logs.activity_export_link WHERE export_id = $1 AND expires_at <= now()),
       file AS (
         SELECT id, byte_count, LEAST(expires_at, now() + $3 * interval '1 minute') AS link_ends
         FROM logs.activity_export WHERE id = $1 AND status = 'COMPLETED' AND expires_at > now()
       ), link AS (
         INSERT INTO logs.activity_export_link (token_hash, export_id, expires_at)
         SELECT $2, id, link_ends FROM file
         RETURNING expires_at
       )
     SELECT link.expires_at, file.byte_count FROM link, file`,
    [id, hashLinkToken(token), LINK_MINUTES],
  );
  return link
    ? Object.assign(new ActivityLogDownload(), {
        url: downloadPath('logs', token),
        expiresAt: link.expires_at,
        fileName: fileName({ id, format }),
        sizeBytes: Number(link.byte_count),
      })
    : null;
}

export const findExportFile: FindDownload = async (database, token) => {
  const [file]: {
    id: string;
    format: ExportFormat;
    byte_count: string;
    part_count: number;
    owner: string;
  }[] = await database.query(
    `SELECT file.id, file.format, file.byte_count, file.part_count,
         file.principal_kind || ':' || file.principal_id AS owner
       FROM logs.activity_export_link AS link JOIN logs.activity_export AS file ON file.id = link.export_id
       WHERE link.token_hash = $1 AND link.expires_at > now() AND file.expires_at > now()
         AND file.status = 'COMPLETED'`,
    [hashLinkToken(token)],
  );
  return file
    ? {
        owner: file.owner,
        fileName: fileName(file),
        mediaType: fileFormat(file.format).mediaType,
        byteLength: Number(file.byte_count),
        content: readParts(database, file.id, file.part_count),
      }
    : null;
};

async function* readParts(database: DataSource, id: string, count: number): AsyncGenerator<Uint8Array> {
  for (let ordinal = 0; ordinal < count; ordinal++) {
    const [part]: { content: Buffer }[] = await database.query(
      'SELECT content FROM logs.activity_export_part WHERE export_id = $1 AND ordinal = $2',
      [id, ordinal],
    );
    // Its time was over meanwhile. The connection breaks off, so that nobody takes the rest for the whole.
    if (!part) throw new Error('The file has been removed while it was read');
    yield part.content;
  }
}
