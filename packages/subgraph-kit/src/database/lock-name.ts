import type { EntityManager } from 'typeorm';

/**
 * Lets one transaction at a time do what a name stands for; the others wait until it has ended.
 *
 * @param name begins with the subgraph's, as PostgreSQL's advisory locks are those of the whole database
 */
export const lockName = (manager: EntityManager, name: string): Promise<unknown> =>
  manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`hostgraph:${name}`]);
