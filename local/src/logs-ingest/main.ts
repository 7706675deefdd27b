/**
 * Reads mail logs into the database of this installation, whether the system runs at the moment or not:
 * `npm run logs:ingest -- [--time-zone Europe/Zurich] FILE…`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { runTask } from '@hostgraph/service';
import { readConfig } from '../config';
import { joinLocalDatabase } from '../database/local-database';
import { nodeArguments } from '../stack/program';

runTask('logs:ingest', async () => {
  const { directory, ports, databaseUrls, environment } = readConfig(process.env);
  const database = await joinLocalDatabase({ databaseUrls, directory, port: ports.postgres });
  try {
    const program = {
      name: 'logs',
      folder: 'subgraphs/logs',
      entry: 'ingest/main',
      arguments: process.argv.slice(2),
      environment: { ...environment, LOGS_DATABASE_URL: database.urls.logs },
    };
    const child = spawn(process.execPath, nodeArguments(program, 'source'), {
      env: program.environment,
      stdio: 'inherit',
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    process.exitCode = code ?? 1;
  } finally {
    await database.stop();
  }
});
