import type { RequestContext } from '@hostgraph/subgraph-kit';
import { Organization } from './organization.type';

/** @returns null when the caller does not belong to the organization, as when there is none */
export const findOrganization = ({ principal }: RequestContext, id: string): Organization | null =>
  Object.hasOwn(principal.roles, id) ? Object.assign(new Organization(), { id }) : null;
