import { type FileHandle, open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { StartupError } from '@hostgraph/service';
import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { hostingSubgraph } from '../subgraph';
import { importAccounts, type ImportSummary } from './import-accounts';

runDatabaseTask(process.env, hostingSubgraph, async (database) => {
  const { file, dryRun } = readArguments(process.argv.slice(2));
  const handle = await openFile(file);
  const summary = await importAccounts(database, handle.createReadStream(), { dryRun });
  for (const { line, message } of summary.faults) console.error(`line ${line}: ${message}`);
  console.log(report(summary, dryRun));
  if (summary.faultCount > 0) process.exitCode = 1;
});

/** Before the database has been asked anything. @throws StartupError */
async function openFile(file: string): Promise<FileHandle> {
  try {
    const handle = await open(file);
    if (!(await handle.stat()).isDirectory()) return handle;
    await handle.close();
  } catch (error) {
    throw new StartupError(`cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`);
  }
  throw new StartupError(`cannot read ${file}: it is a folder`);
}

function readArguments(args: readonly string[]): { file: string; dryRun: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { 'dry-run': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file !== undefined && positionals.length === 1) return { file, dryRun: values['dry-run'] };
  } catch {
    // Said below.
  }
  throw new StartupError('Name one file: npm run ftp:import -- [--dry-run] FILE');
}

function report({ rows, sites, accounts, faultCount }: ImportSummary, dryRun: boolean): string {
  if (faultCount > 0) return `${rows} rows could be read, ${faultCount} faults: nothing was stored.`;
  return `${rows} rows: ${accounts} accounts and ${sites} sites ${dryRun ? 'would be' : 'were'} added.`;
}
