import { createPrincipalSigner, type Principal } from '@hostgraph/principal';
import {
  Settings,
  startSubgraph,
  type SubgraphConfig,
  type SubgraphDefinition,
} from '@hostgraph/subgraph-kit';
import { exportJWK, generateKeyPair } from 'jose';
import type { DataSource } from 'typeorm';
import { testServer } from './config';
import { StatementRecorder } from './statement-recorder';
import { copyTestDatabase, startTestServer } from './test-database';

export interface TestAnswer<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string };
  }[];
}

/** Entities in the order in which they were asked for; null where there is none. */
export interface Entities<Entity> {
  readonly _entities: readonly (Entity | null)[];
}

/** What the gateway sends to name an entity; beside the key, the fields that a resolver requires of another subgraph. */
export interface Representation {
  readonly __typename: string;
  readonly id: string;
  readonly [requiredField: string]: unknown;
}

/** Codes of the errors in an answer; undefined where there are none. */
export const codes = ({ errors }: TestAnswer<unknown>): string[] | undefined =>
  errors?.map(({ extensions }) => extensions.code);

/** A subgraph that listens, with a PostgreSQL database that is nobody else's. */
export interface TestSubgraph {
  readonly url: string;
  /** For further instances on the same database. */
  readonly config: SubgraphConfig;
  /** The subgraph's own connections, for preparing and looking at its tables. */
  readonly database: DataSource;
  /**
   * The principal token, as the gateway signs it; for what is no question in GraphQL.
   *
   * @param content the body, or the token of a download link
   */
  sign(principal: Principal, content: string): string;
  /** The SQL that the last question caused. */
  readonly statements: readonly string[];
  /** Asks in the name of a principal, as the gateway would; in nobody's when it is undefined. */
  ask<Data>(
    principal: Principal | undefined,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<TestAnswer<Data>>;
  /** Asks for entities by key, as the gateway does when it joins; `selection` is one inline fragment. */
  askEntities<Entity>(
    principal: Principal,
    selection: string,
    representations: readonly Representation[],
  ): Promise<TestAnswer<Entities<Entity>>>;
  stop(): Promise<void>;
}

export interface TestSubgraphOptions {
  /** 0 for a test that wants to say itself where and when jobs are done. */
  readonly jobWorkers?: number;
  /** What it is told; a test may tell it something else while it runs. */
  readonly settings?: Settings;
  /** Whether its database's server is nobody else's either, as it has to be where roles are made. */
  readonly hasOwnServer?: boolean;
}

/** Starts a subgraph for tests; takes less than a second. */
export async function startTestSubgraph(
  definition: SubgraphDefinition,
  { jobWorkers = 1, settings = new Settings(), hasOwnServer = false }: TestSubgraphOptions = {},
): Promise<TestSubgraph> {
  const server = testServer();
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true });
  const signRequest = createPrincipalSigner(await exportJWK(privateKey), 60);
  const sign = (principal: Principal, content: string) =>
    signRequest(principal, { audience: definition.name, requestId: '', content });
  const shared: Omit<SubgraphConfig, 'databaseUrl'> = {
    host: '127.0.0.1',
    port: 0,
    poolSize: 5,
    jobWorkers,
    internalJwks: { keys: [{ ...(await exportJWK(publicKey)), kty: 'OKP' }] },
    streamLimits: { perCaller: 10, perOrganization: 12 },
    logLevel: 'silent',
    settings,
  };
  const database =
    server === undefined || hasOwnServer
      ? await startTestServer(definition.name)
      : await copyTestDatabase(server, definition, async (databaseUrl) => {
          const subgraph = await startSubgraph(definition, { ...shared, databaseUrl, jobWorkers: 0 });
          await subgraph.stop();
        });
  const config: SubgraphConfig = { ...shared, databaseUrl: database.url };
  const recorder = new StatementRecorder();
  const subgraph = await startSubgraph(definition, config, recorder);

  async function ask<Data>(
    principal: Principal | undefined,
    query: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<TestAnswer<Data>> {
    recorder.clear();
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${subgraph.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(principal && { authorization: `Bearer ${sign(principal, body)}` }),
      },
      body,
    });
    return { ...((await response.json()) as Omit<TestAnswer<Data>, 'status'>), status: response.status };
  }

  return {
    url: subgraph.url,
    config,
    database: subgraph.database,
    sign,
    statements: recorder.statements,
    ask,
    askEntities: (principal, selection, representations) =>
      ask(
        principal,
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
        { representations },
      ),
    async stop() {
      await subgraph.stop();
      await database.remove();
    },
  };
}
