/**
 * Reads mail logs into the database of this installation, whether the system runs at the moment or not:
 * `npm run logs:ingest -- [--time-zone Europe/Zurich] FILE…`
 */
import { runTask } from '@hostgraph/service';
import { readConfig } from '../config';
import { joinLocalDatabase } from '../database/local-database';
import { runTaskProcess } from '../stack/task-process';

runTask('logs:ingest', async () => {
  const { directory, ports, databaseUrls, environment } = readConfig(process.env);
  // A database that we started has to be stopped, too.
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.abort();
    });
  }
  const database = await joinLocalDatabase('logs', { databaseUrls, directory, port: ports.postgres });
  try {
    const program = {
      name: 'logs',
      folder: 'subgraphs/logs',
      entry: 'ingest/main',
      arguments: process.argv.slice(2),
      environment: { ...environment, LOGS_DATABASE_URL: database.url },
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
