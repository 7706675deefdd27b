import type { ObjectLiteral, Repository } from 'typeorm';

/** Turns a row of hand-written SQL, keyed by column names, into the entity that TypeORM would have built. */
export function hydrate<E extends ObjectLiteral>(repository: Repository<E>, row: Record<string, unknown>): E {
  const entity = repository.create();
  for (const column of repository.metadata.columns) {
    column.setEntityValue(entity, row[column.databaseName]);
  }
  return entity;
}
