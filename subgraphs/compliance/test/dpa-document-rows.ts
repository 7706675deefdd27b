import { createHash } from 'node:crypto';
import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { DataSource } from 'typeorm';

/** A row of `dpa_document`, its columns in the order of `insertDocument`. */
export const DOCUMENT = {
  id: 'dpa_first',
  organization_id: EXAMPLE_ORGANIZATION.id,
  serial: 'DPA-7K3M-Q9TX-04HV-R2WE',
  language: 'EN',
  template_version: '1',
  status: 'ISSUED',
  sha256: createHash('sha256').update('first').digest('hex'),
  issued_at: '2026-11-24T00:08:15.123Z',
  issued_by: DEMO_PEOPLE.administrator.userId,
};

export async function insertDocument(
  database: DataSource,
  change: Partial<typeof DOCUMENT> = {},
): Promise<void> {
  await database.query(
    `INSERT INTO compliance.dpa_document
       (id, organization_id, serial, language, template_version, status, sha256, issued_at, issued_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    Object.values({ ...DOCUMENT, ...change }),
  );
}

/** Adds documents `<prefix>0` … `<prefix>119`, five in each millisecond, so that ids must break ties. */
export async function insertManyDocuments(
  database: DataSource,
  prefix: string,
  organizationId: string,
): Promise<void> {
  await database.query(
    `INSERT INTO compliance.dpa_document
       (id, organization_id, serial, language, template_version, status, sha256, issued_at, issued_by)
     SELECT $1 || i, $2, format('DPA-0000-0000-0000-%s', lpad(i::text, 4, '0')), 'FR', '1', 'SUPERSEDED',
       encode(sha256(i::text::bytea), 'hex'),
       timestamptz '2026-11-24 00:00:00Z' + (i / 5) * interval '1 millisecond', 'usr_1'
     FROM generate_series(0, 119) AS i`,
    [prefix, organizationId],
  );
}
