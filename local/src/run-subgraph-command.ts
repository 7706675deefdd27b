import { readConfig } from './config';
import { joinLocalDatabase } from './database/local-database';
import type { SubgraphName } from './subgraphs/subgraphs';
import { runTaskProcess } from './stack/task-process';

export interface SubgraphCommand {
  readonly subgraph: SubgraphName;
  /** Its program, below the subgraph's sources. */
  readonly entry: string;
  readonly arguments: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/**
 * Runs a command of a subgraph on the database of this installation, whether the system runs at the moment or not.
 *
 * @returns the command's exit code
 */
export async function runSubgraphCommand(command: SubgraphCommand): Promise<number> {
  const { subgraph, entry } = command;
  const { directory, ports, databaseUrls, environment } = readConfig(command.environment);
  // A database that we started has to be stopped, too.
  const interruption = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      interruption.abort();
    });
  }
  const database = await joinLocalDatabase(subgraph, { databaseUrls, directory, port: ports.postgres });
  try {
    const program = {
      name: subgraph,
      folder: `subgraphs/${subgraph}`,
      entry,
      arguments: command.arguments,
      environment: { ...environment, [`${subgraph.toUpperCase()}_DATABASE_URL`]: database.url },
    };
    return await runTaskProcess(program, {
      launch: 'source',
      // Files are named from where the command was typed; npm itself changes to the repository's folder.
      workingDirectory: command.environment['INIT_CWD'] ?? process.cwd(),
      stdio: 'inherit',
      signal: interruption.signal,
    });
  } finally {
    await database.stop();
  }
}
