/** The subgraphs, in the order of their ports. */
export const SUBGRAPHS = ['accounts', 'mail', 'logs', 'compliance', 'hosting'] as const;

export type SubgraphName = (typeof SUBGRAPHS)[number];

/** A value for each subgraph. */
export function forEachSubgraph<T>(make: (name: SubgraphName) => T): Record<SubgraphName, T> {
  return Object.fromEntries(SUBGRAPHS.map((name) => [name, make(name)])) as Record<SubgraphName, T>;
}
