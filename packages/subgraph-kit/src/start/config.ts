import { type Environment, givenVariables, jsonText, parseSetting } from '@hostgraph/service';
import type { ShareLimits } from '@hostgraph/principal';
import { z } from 'zod';
import { Settings } from '../settings/settings';

const jwksSchema = jsonText('must be the public keys of the gateway as a JWK Set').pipe(
  z.looseObject({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) }),
);

/** What every subgraph reads from its environment. */
export interface SubgraphConfig {
  readonly host: string;
  readonly port: number;
  readonly databaseUrl: string;
  readonly poolSize: number;
  /** Jobs of each kind that this instance works on at once; 0 leaves them to others. */
  readonly jobWorkers: number;
  /** The gateway's public keys (RFC 7517). */
  readonly internalJwks: z.infer<typeof jwksSchema>;
  /** Subscriptions that may be open on this instance. */
  readonly streamLimits: ShareLimits;
  readonly logLevel: string;
  /** What this subgraph alone is told. */
  readonly settings: Settings;
}

/**
 * Reads where a subgraph's data is: `<NAME>_DATABASE_URL`, or else the `DATABASE_URL` that all share; and the password, if
 * it is not in it, from `…DATABASE_PASSWORD`.
 *
 * @throws StartupError
 */
export function readDatabaseUrl(environment: Environment, subgraphName: string): string {
  const ownVariable = `${subgraphName.toUpperCase()}_DATABASE_URL`;
  const given = givenVariables(environment);
  const variable = given[ownVariable] === undefined ? 'DATABASE_URL' : ownVariable;
  const url = z.url({
    protocol: /^postgres(ql)?$/,
    error: `must be postgres://user:password@host:port/database${variable === ownVariable ? '' : ` (or set ${ownVariable})`}`,
  });
  const address = parseSetting(url, given[variable], variable);
  const password = given[variable.replace(/URL$/, 'PASSWORD')];
  return password === undefined
    ? address
    : Object.assign(new URL(address), { password: encodeURIComponent(password) }).href;
}

/**
 * Reads the part of the configuration that all subgraphs share; a subgraph adds settings of its own.
 *
 * @throws StartupError
 */
export function readSubgraphConfig(
  environment: Environment,
  subgraph: { readonly name: string; readonly port: number },
): SubgraphConfig {
  const parsed = parseSetting(
    z.object({
      HOST: z.string().default('127.0.0.1'),
      PORT: z.coerce.number().int().min(0).max(65_535).default(subgraph.port),
      DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(10),
      JOB_WORKERS: z.coerce.number().int().min(0).max(20).default(1),
      INTERNAL_JWKS: jwksSchema,
      STREAMS_PER_CALLER: z.coerce.number().int().positive().default(10),
      STREAMS_PER_ORGANIZATION: z.coerce.number().int().positive().default(100),
      LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
    }),
    givenVariables(environment),
  );
  return {
    host: parsed.HOST,
    port: parsed.PORT,
    databaseUrl: readDatabaseUrl(environment, subgraph.name),
    poolSize: parsed.DATABASE_POOL_SIZE,
    jobWorkers: parsed.JOB_WORKERS,
    internalJwks: parsed.INTERNAL_JWKS,
    streamLimits: {
      perCaller: parsed.STREAMS_PER_CALLER,
      perOrganization: parsed.STREAMS_PER_ORGANIZATION,
    },
    logLevel: parsed.LOG_LEVEL,
    settings: new Settings(),
  };
}
