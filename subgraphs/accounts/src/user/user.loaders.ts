import { organizationsWithRole } from '@hostgraph/principal';
import type { Batch } from '@hostgraph/subgraph-kit';
import { User } from './user.entity';

/** Persons who share an organization with the caller, and the caller; of others it finds nothing. */
export const usersById: Batch<string, User> = async (ctx, ids) => {
  const users = await ctx.database
    .getRepository(User)
    .createQueryBuilder('person')
    .where('person.id = ANY(:ids)', { ids })
    .andWhere(
      `(person.id = :self OR EXISTS (
         SELECT FROM accounts.membership
         WHERE membership.user_id = person.id AND membership.organization_id = ANY(:organizationIds)))`,
      { self: ctx.principal.id, organizationIds: organizationsWithRole(ctx.principal) },
    )
    .getMany();
  return new Map(users.map((user) => [user.id, user]));
};
