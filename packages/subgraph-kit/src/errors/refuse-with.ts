import type { DataSource, EntityManager } from 'typeorm';
import type { UserError } from './user-error';

/** What every mutation answers. */
export interface Refusable {
  readonly userErrors: readonly UserError[];
}

class Refused extends Error {
  constructor(readonly userErrors: readonly UserError[]) {
    super('A mutation was refused');
    this.name = 'Refused';
  }
}

/** Ends the transaction that `transactionOf` began, without a trace, if there is something to refuse. */
export function refuseWith(userErrors: readonly UserError[]): void {
  if (userErrors.length > 0) throw new Refused(userErrors);
}

/** Runs a transaction of which nothing remains when it is refused: some things are seen only when they are written. */
export async function transactionOf<T extends Refusable>(
  { database }: { readonly database: DataSource },
  work: (manager: EntityManager) => Promise<T>,
): Promise<T | Refusable> {
  try {
    return await database.transaction(work);
  } catch (error) {
    if (error instanceof Refused) return { userErrors: error.userErrors };
    throw error;
  }
}
