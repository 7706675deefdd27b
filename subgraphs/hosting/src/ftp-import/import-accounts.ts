import type { Readable } from 'node:stream';
import { StartupError } from '@hostgraph/service';
import { newId } from '@hostgraph/subgraph-kit';
import type { DataSource, EntityManager } from 'typeorm';
import { platformOf, splitUsername } from './import-columns';
import { reportConflicts } from './import-conflicts';
import { type Fault, readImport, type ReadRow } from './read-import';
import { advanceUids, storeImport } from './store-import';

/** What is kept of a file's faults; they are counted all. */
export const MAX_FAULTS = 1000;
const BATCH = 2000;

export interface ImportSummary {
  readonly rows: number;
  readonly sites: number;
  readonly accounts: number;
  /** By line. Where there are any, nothing was stored. */
  readonly faults: readonly Fault[];
  readonly faultCount: number;
}

/**
 * Stores all accounts of a file, with the sites that are not there yet, or none of them. Rows go in batches into a
 * table that ends with the transaction, where they are compared with each other and with what is there: neither memory
 * nor the number of statements for each row grows with the file.
 *
 * @throws StartupError when the first line does not name the columns
 */
export async function importAccounts(
  database: DataSource,
  file: Readable,
  { dryRun = false } = {},
): Promise<ImportSummary> {
  const faults: Fault[] = [];
  let faultCount = 0;
  const report = (fault: Fault): void => {
    faultCount++;
    if (faults.length < MAX_FAULTS) faults.push(fault);
  };
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  try {
    await runner.manager.query(BEGIN_IMPORT);
    await runner.manager.query(CREATE_TABLE);
    const rows = await fill(runner.manager, readImport(file, report));
    await runner.manager.query('ANALYZE ftp_import');
    await reportConflicts(runner.manager, report);
    const stored = faultCount === 0 ? await tryToStore(runner.manager, report) : NOTHING;
    if (faultCount === 0 && !dryRun) {
      await advanceUids(runner.manager);
      await runner.commitTransaction();
    } else await runner.rollbackTransaction();
    return { rows, ...stored, faults: faults.toSorted((a, b) => a.line - b.line), faultCount };
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  } finally {
    await runner.release();
  }
}

const NOTHING = { sites: 0, accounts: 0 };

/**
 * A million rows take longer than a statement may that somebody waits for. One import at a time; everybody else goes on
 * meanwhile, those who sign in above all: constraints keep what comes at the same moment apart, and no table is locked.
 */
const BEGIN_IMPORT = `
  SET LOCAL statement_timeout = 0;
  SELECT pg_advisory_xact_lock(hashtextextended('hostgraph:hosting:ftp-import', 0))`;

/** SQLSTATE unique_violation. */
const UNIQUE_VIOLATION = '23505';

/** Somebody may have got a username since the rows were compared: then they are once more. */
async function tryToStore(
  manager: EntityManager,
  report: (fault: Fault) => void,
): Promise<{ sites: number; accounts: number }> {
  await manager.query('SAVEPOINT compared');
  try {
    return await storeImport(manager);
  } catch (error) {
    if ((error as { code?: string }).code !== UNIQUE_VIOLATION) throw error;
    await manager.query('ROLLBACK TO SAVEPOINT compared');
    if ((await reportConflicts(manager, report)) > 0) return NOTHING;
    throw new StartupError('accounts came or went at the same moment: nothing was stored, try again');
  }
}

const CREATE_TABLE = `
  CREATE TEMPORARY TABLE ftp_import (
    line bigint, id text, site_id text, organization_id text, host_name text, platform text, prefix text,
    local_part text, login text, quota_bytes bigint, password_hash text, home_directory text, is_read_only boolean,
    is_enabled boolean, expires_at timestamptz, allowed_networks cidr[], owner_email text, owner_language text,
    uid integer, gid integer, created_at timestamptz
  ) ON COMMIT DROP`;

async function fill(manager: EntityManager, rows: AsyncIterable<ReadRow>): Promise<number> {
  let count = 0;
  let batch: object[] = [];
  const flush = async (): Promise<void> => {
    await manager.query(
      'INSERT INTO ftp_import SELECT * FROM json_populate_recordset(NULL::ftp_import, $1)',
      [JSON.stringify(batch)],
    );
    batch = [];
  };
  for await (const { line, row } of rows) {
    count++;
    batch.push({
      ...row,
      ...splitUsername(row.username),
      line,
      id: newId('ftp'),
      site_id: newId('lsi'),
      platform: platformOf(row.host_name),
      login: row.username.toLowerCase(),
      allowed_networks: `{${row.allowed_networks.join(',')}}`,
    });
    if (batch.length === BATCH) await flush();
  }
  await flush();
  return count;
}
