import { resolve } from 'node:path';
import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { z } from 'zod';
import { type DatabaseUrls, givenDatabaseUrls } from './database/database-urls';
import { type Ports, portsFrom } from './stack/ports';
import { REPOSITORY } from './stack/program';

/** Seven more ports follow that of the gateway. */
const HIGHEST_PORT = 65_528;
const PORT_ERROR = `must be a port from 1 to ${HIGHEST_PORT}`;

const environmentSchema = z.object({
  PORT: z.coerce
    .number({ error: PORT_ERROR })
    .refine((port) => Number.isInteger(port) && port >= 1 && port <= HIGHEST_PORT, PORT_ERROR)
    .default(4000),
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
