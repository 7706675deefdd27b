import { organizationsWithRole } from '@hostgraph/principal';
import { byId } from '@hostgraph/subgraph-kit';
import { User } from './user.entity';

/** Persons who share an organization with the caller, and the caller; of others it finds nothing. */
export const usersById = byId(
  User,
  ({ principal }, parameter) =>
    `item.id = ${parameter(principal.id)} OR EXISTS (
       SELECT FROM accounts.membership
       WHERE membership.user_id = item.id
         AND membership.organization_id = ANY(${parameter(organizationsWithRole(principal))}))`,
);
