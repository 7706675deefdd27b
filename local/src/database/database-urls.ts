import { type Environment, givenVariables } from '@hostgraph/service';
import { forEachSubgraph, SUBGRAPHS, type SubgraphName } from '../stack/subgraphs';

/** The connection string of each subgraph. */
export type DatabaseUrls = Readonly<Record<SubgraphName, string>>;

/** Each subgraph's connection string where the environment names one: its own, or else that of all. */
export function givenDatabaseUrls(environment: Environment): Partial<DatabaseUrls> {
  const given = givenVariables(environment);
  const urls = forEachSubgraph(
    (name) => given[`${name.toUpperCase()}_DATABASE_URL`] ?? given['DATABASE_URL'],
  );
  return Object.fromEntries(Object.entries(urls).filter(([, url]) => url !== undefined));
}

export const isComplete = (urls: Partial<DatabaseUrls>): urls is DatabaseUrls =>
  SUBGRAPHS.every((name) => urls[name] !== undefined);
