/**
 * Takes existing FTP accounts into the database of this installation, whether the system runs at the moment or not:
 * `npm run ftp:import -- [--dry-run] FILE.csv`
 */
import { runTask } from '@hostgraph/service';
import { readConfig } from '../config';
import { joinLocalDatabase } from '../database/local-database';
import { runTaskProcess } from '../stack/task-process';

runTask('ftp:import', async () => {
  const { directory, ports, databaseUrls, environment } = readConfig(process.env);
  // A database that we started has to be stopped, too.
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.abort();
    });
  }
  const database = await joinLocalDatabase('hosting', { databaseUrls, directory, port: ports.postgres });
  try {
    const program = {
      name: 'hosting',
      folder: 'subgraphs/hosting',
      entry: 'ftp-import/main',
      arguments: process.argv.slice(2),
      environment: { ...environment, HOSTING_DATABASE_URL: database.url },
    };
    process.exitCode = await runTaskProcess(program, {
      launch: 'source',
      // Files are named from where the command was typed; npm itself changes to the repository's folder.
      workingDirectory: process.env['INIT_CWD'] ?? process.cwd(),
      stdio: 'inherit',
      signal: interruption.signal,
    });
  } finally {
    await database.stop();
  }
});
