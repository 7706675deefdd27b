import type { ObjectLiteral } from 'typeorm';
import type { RequestContext } from '../context/request-context';
import { hydrate } from '../database/hydrate';
import type { AddParameter } from '../schema/pagination/keyset';
import type { Batch } from '../context/loaders';

/** Which rows the caller may see, as a condition in SQL over the row `item` of an entity's table. */
export type Visible = (ctx: RequestContext, parameter: AddParameter) => string;

/** Makes the batch that finds entities by id, in one statement, among those that the caller may see. */
export function byId<E extends ObjectLiteral & { id: string }>(
  entity: new () => E,
  visible: Visible,
): Batch<string, E> {
  return async (ctx, ids) => {
    const repository = ctx.database.getRepository(entity);
    const parameters: unknown[] = [ids];
    const condition = visible(ctx, (value) => `$${parameters.push(value)}`);
    const rows: Record<string, unknown>[] = await ctx.database.query(
      `SELECT item.* FROM ${repository.metadata.tablePath} AS item WHERE item.id = ANY($1) AND (${condition})`,
      parameters,
    );
    return new Map(rows.map((row) => hydrate(repository, row)).map((found) => [found.id, found]));
  };
}
