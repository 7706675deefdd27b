import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import { type Launch, nodeArguments, type Program, REPOSITORY } from '../stack/program';
import { issuerOf, type ProgramSettings } from '../stack/programs';
import { ServiceLog } from '../stack/service-log';
import type { SubgraphName } from '../stack/subgraphs';

/** Those that have something to show. Each loads its own records, into its own schema. */
const LOADERS: readonly SubgraphName[] = ['accounts', 'mail', 'logs', 'hosting'];

/**
 * Loads the demonstration's records; what is there already stays as it is.
 *
 * @throws StartupError
 */
export async function loadRecords(settings: ProgramSettings, launch: Launch): Promise<void> {
  await Promise.all(LOADERS.map((name) => run(loader(settings, name), settings.directory, launch)));
}

const loader = (settings: ProgramSettings, name: SubgraphName): Program => ({
  name,
  folder: `subgraphs/${name}`,
  entry: 'demonstration/main',
  environment: {
    ...settings.environment,
    DATABASE_URL: settings.databaseUrls[name],
    OIDC_ISSUER: issuerOf(settings.ports),
  },
});

async function run(program: Program, directory: string, launch: Launch): Promise<void> {
  const file = join(directory, 'logs', `${program.name}-demonstration.log`);
  const log = new ServiceLog(file);
  const child = spawn(process.execPath, nodeArguments(program, launch === 'watch' ? 'source' : launch), {
    cwd: REPOSITORY,
    env: { ...program.environment },
    stdio: ['ignore', log.descriptor, log.descriptor],
  });
  log.close();
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) {
    throw new StartupError(
      log.lastWords(program.name) ?? `the demonstration of ${program.name} was not loaded; see ${file}`,
    );
  }
}
