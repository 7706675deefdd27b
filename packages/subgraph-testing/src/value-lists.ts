import type { DataSource, EntityManager, EntityMetadata } from 'typeorm';

/**
 * Names the CHECK constraints with a list of values that entities and their tables do not say alike: TypeORM compares
 * names alone, so a new value of an enum would only be missed by the first who stores it.
 */
export async function differingLists(database: DataSource): Promise<string[]> {
  const differing: string[] = [];
  for (const entity of database.entityMetadatas) {
    const stated = await database.transaction((manager) => statedLists(manager, entity));
    const actual = await readLists(database.manager, entity.tablePath);
    const names = new Set([...stated.keys(), ...actual.keys()]);
    differing.push(...[...names].filter((name) => stated.get(name) !== actual.get(name)));
  }
  return differing.sort();
}

/** As PostgreSQL writes them, so that the two can be compared: it is told them of a table with the same columns. */
async function statedLists(manager: EntityManager, entity: EntityMetadata): Promise<Map<string, string>> {
  await manager.query(`CREATE TEMPORARY TABLE stated (LIKE ${entity.tablePath}) ON COMMIT DROP`);
  for (const { name, expression } of entity.checks) {
    await manager.query(`ALTER TABLE stated ADD CONSTRAINT "${name}" CHECK (${expression})`);
  }
  return readLists(manager, 'stated');
}

/** As PostgreSQL writes `column IN ('A', 'B')` and `column <@ ARRAY['A', 'B']`. */
const LIST = /^CHECK \(\("?\w+"? (= ANY|<@) \(*ARRAY/;

async function readLists(manager: EntityManager, table: string): Promise<Map<string, string>> {
  const checks: { name: string; condition: string }[] = await manager.query(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS condition
     FROM pg_constraint WHERE contype = 'c' AND conrelid = $1::regclass`,
    [table],
  );
  return new Map(
    checks.filter(({ condition }) => LIST.test(condition)).map(({ name, condition }) => [name, condition]),
  );
}
