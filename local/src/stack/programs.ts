import { join } from 'node:path';
import { DEMO_PEOPLE } from '@hostgraph/demo-data';
import type { DatabaseUrls } from '../database/database-urls';
import type { InternalKeys } from '../secrets/internal-keys';
import type { Ports } from './ports';
import type { Program } from './program';
import { SUBGRAPHS, type SubgraphName } from '../subgraphs/subgraphs';

/** All that the programs' environments are made of. */
export interface ProgramSettings {
  /** The installation's own folder. */
  readonly directory: string;
  readonly ports: Ports;
  readonly databaseUrls: DatabaseUrls;
  readonly internalKeys: InternalKeys;
  readonly apiKeyPepper: string;
  /** What every program gets, such as PATH. */
  readonly environment: Readonly<Record<string, string>>;
}

/** With which OpenID Connect client the explorer, and the demonstration's own sign-in, act. */
export const EXPLORER_CLIENT = 'hostgraph-explorer';

export const urlOf = (ports: Ports, name: keyof Ports): string => `http://127.0.0.1:${ports[name]}`;

export const issuerOf = (ports: Ports): string => urlOf(ports, 'identity-provider');

export function subgraphProgram(settings: ProgramSettings, name: SubgraphName): Program {
  return {
    name,
    folder: `subgraphs/${name}`,
    entry: 'main',
    environment: {
      ...settings.environment,
      PORT: String(settings.ports[name]),
      DATABASE_URL: settings.databaseUrls[name],
      INTERNAL_JWKS: settings.internalKeys.jwks,
      ...(['hosting', 'mail'].includes(name) && { NOTICE_OUTBOX: join(settings.directory, 'outbox') }),
      ...(name === 'accounts' && { API_KEY_PEPPER: settings.apiKeyPepper }),
    },
  };
}

/** Nobody reviews the contact of a demonstration; it is vouched for as long as one may run. */
const DEMO_CONTACT_DAYS = 90;

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString();

export function gatewayProgram({ environment, ports, internalKeys }: ProgramSettings): Program {
  return {
    name: 'gateway',
    folder: 'gateway',
    entry: 'main',
    environment: {
      ...environment,
      PORT: String(ports.gateway),
      OIDC_ISSUER: issuerOf(ports),
      INTERNAL_SIGNING_KEY: internalKeys.signingKey,
      SECURITY_CONTACTS: 'mailto:security@example.test',
      SECURITY_CONTACTS_EXPIRE: inDays(DEMO_CONTACT_DAYS),
      ...Object.fromEntries(
        SUBGRAPHS.map((name) => [`${name.toUpperCase()}_URL`, `${urlOf(ports, name)}/graphql`]),
      ),
    },
  };
}

/** Where the people who may sign in stand, as the identity provider reads them. */
export const peopleFile = (directory: string): string => join(directory, 'identity-provider', 'people.json');

/** The people who may sign in. */
export const identityProviderAccounts = () =>
  Object.values(DEMO_PEOPLE).map(({ subject, login, name, email }) => ({ subject, login, name, email }));

export function identityProviderProgram({ environment, ports, directory }: ProgramSettings): Program {
  const redirectUris = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${ports.gateway}/`);
  return {
    name: 'identity-provider',
    folder: 'packages/identity-provider',
    entry: 'main',
    environment: {
      ...environment,
      PORT: String(ports['identity-provider']),
      ACCOUNTS_FILE: peopleFile(directory),
      CLIENTS: JSON.stringify([{ id: EXPLORER_CLIENT, redirectUris }]),
      JWKS_FILE: join(directory, 'identity-provider', 'jwks.json'),
    },
  };
}
