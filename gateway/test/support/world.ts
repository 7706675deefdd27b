import { formatApiKey } from '@hostgraph/api-key-format';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type GatewayProcess, startGatewayProcess } from './gateway-process';
import { type Issuer, startIssuer } from './issuer';
import { createInternalKeys } from './keys';
import { startSubgraph, type Subgraph } from './subgraph';
import {
  accountsDefinition,
  composeToyGraph,
  type KnownPrincipals,
  logsDefinition,
  mailDefinition,
} from './toy-graph';

export interface World {
  readonly known: KnownPrincipals;
  readonly issuer: Issuer;
  readonly subgraphs: Record<'accounts' | 'mail' | 'logs', Subgraph>;
  /** Path of the gateway's supergraph file, and what is in it. */
  readonly supergraph: { file: string; sdl: string };
  /** Environment with which the gateway was started. */
  readonly environment: Record<string, string>;
  readonly gateway: GatewayProcess;
  /** Makes a key that the accounts subgraph knows. */
  createKey(options?: { mode?: 'live' | 'test'; organization?: string }): { keyId: string; text: string };
  /** Forgets what the subgraphs received, and ends faults. */
  reset(): void;
  /** All requests that reached any subgraph since the last reset. */
  received(): number;
  stop(): Promise<void>;
}

/** Three subgraphs, an issuer, and a gateway in front of them, all over real connections. */
export async function startWorld(environment: Record<string, string> = {}): Promise<World> {
  const keys = await createInternalKeys();
  const issuer = await startIssuer();
  const known: KnownPrincipals = {
    apiKeys: new Map(),
    organizations: new Map(),
    subjects: new Set(['person-1']),
    identities: new Map(),
  };
  const definitions = [accountsDefinition(known), mailDefinition, logsDefinition] as const;
  const [accounts, mail, logs] = await Promise.all(
    definitions.map((definition) => startSubgraph(definition, keys.verifierOf(definition.name))),
  );
  const subgraphs = { accounts: accounts!, mail: mail!, logs: logs! };
  const sdl = composeToyGraph(
    definitions.map((definition) => ({
      definition,
      url: `${subgraphs[definition.name as keyof typeof subgraphs].url}/graphql`,
    })),
  );
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-gateway-'));
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, sdl);
  const fullEnvironment = {
    SUPERGRAPH_FILE: file,
    OIDC_ISSUER: issuer.url,
    INTERNAL_SIGNING_KEY: keys.privateJwk,
    // Tests ask more than any caller may; those of the limits set their own.
    LIMIT_FACTOR: '1000',
    ...environment,
  };
  const gateway = await startGatewayProcess(fullEnvironment);
  return {
    known,
    issuer,
    subgraphs,
    supergraph: { file, sdl },
    environment: fullEnvironment,
    gateway,
    createKey({ mode = 'live', organization = 'org_1' } = {}) {
      const keyId = String(known.apiKeys.size + 1_000_000).padStart(16, '0');
      const secret = 'S'.repeat(43);
      known.apiKeys.set(keyId, secret);
      known.organizations.set(keyId, organization);
      return { keyId, text: formatApiKey({ mode, keyId, secret }) };
    },
    reset() {
      for (const subgraph of Object.values(subgraphs)) {
        subgraph.received.length = 0;
        subgraph.fault = undefined;
      }
    },
    received: () => Object.values(subgraphs).reduce((sum, { received }) => sum + received.length, 0),
    async stop() {
      await gateway.stop();
      await Promise.all([issuer.stop(), ...Object.values(subgraphs).map((subgraph) => subgraph.stop())]);
      await rm(folder, { recursive: true });
    },
  };
}
