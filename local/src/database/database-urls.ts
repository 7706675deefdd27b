import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { z } from 'zod';
import { forEachSubgraph, SUBGRAPHS, type SubgraphName } from '../subgraphs/subgraphs';

/** The connection string of each subgraph. */
export type DatabaseUrls = Readonly<Record<SubgraphName, string>>;

const urlSchema = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'must be postgres://user:password@host:port/database',
});

/**
 * Each subgraph's connection string where the environment names one: its own, or else that of all.
 *
 * @throws StartupError that names the variable
 */
export function givenDatabaseUrls(environment: Environment): Partial<DatabaseUrls> {
  const given = givenVariables(environment);
  const urls = forEachSubgraph((name) => {
    const variable = [`${name.toUpperCase()}_DATABASE_URL`, 'DATABASE_URL'].find((key) => given[key]);
    return variable && parseSetting(urlSchema, given[variable], variable);
  });
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined));
}

export const isComplete = (urls: Partial<DatabaseUrls>): urls is DatabaseUrls =>
  SUBGRAPHS.every((name) => urls[name] !== undefined);
