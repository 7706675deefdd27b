import type { Batch } from '@hostgraph/subgraph-kit';
import type { Visible } from './visible.sql';

/** Makes the batch that finds entities by id, in one statement, among those that the caller may see. */
export function visibleById<E extends { id: string }>(
  entity: new () => E,
  visible: Visible,
): Batch<string, E> {
  return async (ctx, ids) => {
    const query = ctx.database.getRepository(entity).createQueryBuilder('item');
    const parameter = (value: unknown) => {
      const name = `p${Object.keys(query.getParameters()).length}`;
      query.setParameter(name, value);
      return `:${name}`;
    };
    const found = await query
      .where(`item.id = ANY(${parameter(ids)})`)
      .andWhere(`(${visible(ctx, parameter)})`)
      .getMany();
    return new Map(found.map((item) => [item.id, item]));
  };
}
