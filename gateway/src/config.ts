import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Environment, givenVariables, parseSetting, StartupError } from '@hostgraph/service';
import type { ShareLimits } from '@hostgraph/principal';
import type { JWK } from 'jose';
import { z } from 'zod';
import { LIMIT_VARIABLES, type LimitSettings, limitSettings } from './limits/limit-settings';
import type { OperationLimits } from './plugins/use-operation-limits';
import { parseSupergraph, type Supergraph } from './supergraph/supergraph';
import {
  type SecurityContact,
  securityContactSettings,
  toSecurityContact,
} from './well-known/security-contact';

const DEFAULT_SUPERGRAPH_FILE = join(__dirname, '../../schema/supergraph.graphql');

const count = (fallback: number) => z.coerce.number().int().positive().default(fallback);
const delay = (fallback: number) => z.coerce.number().int().nonnegative().default(fallback);
const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });

/** Ed25519 private key (RFC 8037). */
const signingKey = z
  .string({ error: 'must be a private Ed25519 key as JWK' })
  .transform((text, context): JWK => {
    try {
      const jwk = z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519') }).parse(JSON.parse(text));
      createPrivateKey({ key: jwk, format: 'jwk' });
      return jwk;
    } catch {
      // The reason would quote the key.
      context.addIssue({ code: 'custom', message: 'must be a private Ed25519 key as JWK' });
      return z.NEVER;
    }
  });

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  SUPERGRAPH_FILE: z.string().min(1).default(DEFAULT_SUPERGRAPH_FILE),
  OIDC_ISSUER: httpUrl,
  OIDC_AUDIENCE: z.string().min(1).default('urn:hostgraph:api'),
  INTERNAL_SIGNING_KEY: signingKey,
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  PRINCIPAL_CACHE_SECONDS: z.coerce.number().min(0).max(30).default(5),
  SUBGRAPH_TIMEOUT_MS: count(10_000),
  SUBGRAPH_CONNECTIONS: count(128),
  SUBGRAPH_STREAMS: count(2_000),
  SUBGRAPH_DOWNLOADS: count(128),
  STREAMS_PER_CALLER: count(10),
  STREAMS_PER_ORGANIZATION: count(100),
  DOWNLOAD_PATIENCE_MS: count(30_000),
  DRAIN_DELAY_MS: delay(0),
  SHUTDOWN_TIMEOUT_MS: count(10_000),
  MAX_BODY_BYTES: count(512 * 1024),
  MAX_TOKENS: count(2_000),
  MAX_DEPTH: count(12),
  MAX_ALIASES: count(50),
  MAX_FIELDS: count(400),
  MAX_DIRECTIVES: count(50),
  MAX_NODES: count(10_000),
  PLANNER_PROCESSES: count(2),
  PLAN_TIMEOUT_MS: count(3_000),
  ...securityContactSettings,
  ...LIMIT_VARIABLES,
});

export interface GatewayConfig {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly supergraphFile: string;
  readonly supergraph: Supergraph;
  /** URLs that replace those of the supergraph, by subgraph name. */
  readonly subgraphUrls: ReadonlyMap<string, string>;
  /** GraphQL endpoint of the subgraph that knows who is calling. */
  readonly accountsUrl: string;
  readonly oidc: { issuer: string; audience: string };
  /** Private Ed25519 key with which the gateway vouches for the caller to the subgraphs. */
  readonly internalSigningKey: JWK;
  readonly logLevel: string;
  /** For how long a revoked credential may still be accepted. */
  readonly principalCacheSeconds: number;
  readonly subgraphTimeoutMs: number;
  /** Connections to each subgraph, for requests of each kind. */
  readonly subgraphConnections: { queries: number; streams: number; downloads: number };
  /** Subscriptions that may be open through this gateway. */
  readonly streamLimits: ShareLimits;
  /** How long a download may be read too slowly. */
  readonly downloadPatienceMs: number;
  /** Between saying "not ready" and closing the port. */
  readonly drainDelayMs: number;
  /** For how long requests in flight may still run after the port was closed. */
  readonly shutdownTimeoutMs: number;
  readonly maxBodyBytes: number;
  readonly limits: OperationLimits & {
    tokens: number;
    /** Objects that an operation can answer at most, `first` multiplied down nested lists. */
    nodes: number;
  };
  readonly planning: {
    /** Processes in which operations are planned. */
    processes: number;
    /** For how long one operation may keep such a process. */
    timeoutMs: number;
  };
  /** Whom to tell of a vulnerability; undefined where the operator names nobody. */
  readonly securityContact: SecurityContact | undefined;
  /** What callers may ask for together. */
  readonly callerLimits: LimitSettings;
}

/** @throws StartupError */
export function readConfig(environment: Environment): GatewayConfig {
  const given = givenVariables(environment);
  const env = parseSetting(environmentSchema, given);
  const supergraphFile = resolve(env.SUPERGRAPH_FILE);
  const supergraph = readSupergraph(supergraphFile);
  const subgraphUrls = readSubgraphUrls(supergraph, given);
  const accounts = supergraph.subgraphs.find(({ name }) => name === 'accounts');
  const accountsUrl = given['ACCOUNTS_URL'] ?? accounts?.url;
  return {
    host: env.HOST,
    port: env.PORT,
    supergraphFile,
    supergraph,
    subgraphUrls,
    accountsUrl: parseSetting(httpUrl, accountsUrl, 'ACCOUNTS_URL'),
    oidc: { issuer: env.OIDC_ISSUER, audience: env.OIDC_AUDIENCE },
    internalSigningKey: env.INTERNAL_SIGNING_KEY,
    logLevel: env.LOG_LEVEL,
    principalCacheSeconds: env.PRINCIPAL_CACHE_SECONDS,
    subgraphTimeoutMs: env.SUBGRAPH_TIMEOUT_MS,
    subgraphConnections: {
      queries: env.SUBGRAPH_CONNECTIONS,
      streams: env.SUBGRAPH_STREAMS,
      downloads: env.SUBGRAPH_DOWNLOADS,
    },
    streamLimits: { perCaller: env.STREAMS_PER_CALLER, perOrganization: env.STREAMS_PER_ORGANIZATION },
    downloadPatienceMs: env.DOWNLOAD_PATIENCE_MS,
    drainDelayMs: env.DRAIN_DELAY_MS,
    shutdownTimeoutMs: env.SHUTDOWN_TIMEOUT_MS,
    maxBodyBytes: env.MAX_BODY_BYTES,
    limits: {
      tokens: env.MAX_TOKENS,
      depth: env.MAX_DEPTH,
      aliases: env.MAX_ALIASES,
      fields: env.MAX_FIELDS,
      directives: env.MAX_DIRECTIVES,
      nodes: env.MAX_NODES,
    },
    planning: { processes: env.PLANNER_PROCESSES, timeoutMs: env.PLAN_TIMEOUT_MS },
    securityContact: toSecurityContact(env),
    callerLimits: limitSettings(env),
  };
}

function readSupergraph(file: string): Supergraph {
  let sdl: string;
  try {
    sdl = readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartupError(
      `SUPERGRAPH_FILE: cannot read ${file}: ${(error as NodeJS.ErrnoException).code ?? 'unknown'}`,
    );
  }
  try {
    return parseSupergraph(sdl);
  } catch (error) {
    throw new StartupError(`SUPERGRAPH_FILE: ${file} is not a supergraph: ${firstLineOf(error)}`);
  }
}

/** Every subgraph must have a URL, from the environment or else from the supergraph. */
function readSubgraphUrls(supergraph: Supergraph, environment: Environment): Map<string, string> {
  return new Map(
    supergraph.subgraphs.map(({ name, environmentName, url }) => {
      const variable = `${environmentName}_URL`;
      return [name, parseSetting(httpUrl, environment[variable] ?? url, variable)];
    }),
  );
}

function firstLineOf(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : '';
}
