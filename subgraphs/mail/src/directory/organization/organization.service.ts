import { roleIn } from '@hostgraph/principal';
import type { RequestContext } from '@hostgraph/subgraph-kit';
import { Organization } from './organization.type';

/** @returns null when the caller does not belong to the organization, as when there is none */
export const findOrganization = ({ principal }: RequestContext, id: string): Organization | null =>
  roleIn(principal, id) === undefined ? null : Object.assign(new Organization(), { id });
