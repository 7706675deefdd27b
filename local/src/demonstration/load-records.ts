import type { Program } from '../stack/program';
import { issuerOf, type ProgramSettings } from '../stack/programs';
import type { Stack } from '../stack/stack';
import type { SubgraphName } from '../subgraphs/subgraphs';

/** Those that have something to show. Each loads its own records, into its own schema. */
const LOADERS: readonly SubgraphName[] = ['accounts', 'mail', 'logs', 'hosting'];

/**
 * Loads the demonstration's records; what is there already stays as it is.
 *
 * @throws StartupError
 */
export async function loadRecords(stack: Stack): Promise<void> {
  await Promise.all(LOADERS.map((name) => stack.runTask(loader(stack.settings, name))));
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
