import type { DataSource, EntityManager, QueryRunner } from 'typeorm';

type Action = () => void;

/** Lets something be done when a transaction of this database has been committed, and not if it is rolled back. */
export function afterCommits(database: DataSource): (transaction: EntityManager, action: Action) => void {
  const actions = new WeakMap<QueryRunner, Action[]>();
  const take = (runner: QueryRunner): Action[] => {
    const taken = actions.get(runner) ?? [];
    actions.delete(runner);
    return taken;
  };
  database.subscribers.push({
    afterTransactionCommit({ queryRunner }) {
      // Of a transaction within another nothing is visible yet.
      if (!queryRunner.isTransactionActive) for (const action of take(queryRunner)) action();
    },
    afterTransactionRollback({ queryRunner }) {
      if (!queryRunner.isTransactionActive) take(queryRunner);
    },
  });
  return ({ queryRunner }, action) => {
    // Without a transaction each statement is committed by itself.
    if (!queryRunner?.isTransactionActive) action();
    else actions.set(queryRunner, [...(actions.get(queryRunner) ?? []), action]);
  };
}
