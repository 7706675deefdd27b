import { resolve } from 'node:path';
import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { z } from 'zod';
import { type DatabaseUrls, givenDatabaseUrls } from './database/database-urls';
import { type Ports, portsFrom } from './stack/ports';
import { REPOSITORY } from './stack/program';

const environmentSchema = z.object({
  // Seven more ports follow it.
  PORT: z.coerce.number().int().min(1).max(65_528).default(4000),
  DATA_DIR: z.string().default('.data'),
});

/** What a program needs of the caller's environment to run at all, and what changes how it logs. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_OPTIONS', 'LOG_LEVEL'];

export interface LocalConfig {
  readonly ports: Ports;
  readonly directory: string;
  readonly databaseUrls: Partial<DatabaseUrls>;
  /** What every program gets. */
  readonly environment: Readonly<Record<string, string>>;
}

/** @throws StartupError */
export function readConfig(environment: Environment): LocalConfig {
  const given = givenVariables(environment);
  const { PORT, DATA_DIR } = parseSetting(environmentSchema, given);
  const inherited = INHERITED.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]]]));
  return {
    ports: portsFrom(PORT),
    directory: resolve(REPOSITORY, DATA_DIR),
    databaseUrls: givenDatabaseUrls(given),
    environment: { ...(Object.fromEntries(inherited) as Record<string, string>), NODE_ENV: 'production' },
  };
}
