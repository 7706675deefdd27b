import type { RequestContext } from '../context/request-context';
import { load } from '../context/loaders';
import { requireAdministration } from '../organizations/administration';
import type { ConnectionArgs } from '../schema/pagination/connection-args';
import type { Connection } from '../schema/pagination/connection-type';
import { pageKey, pagesByParent } from '../loaders/pages-by-parent';
import type { AuditRecord } from './audit-record';

/**
 * Makes what reads a subgraph's audit trail: pages of what was done in an organization, the latest first.
 *
 * @returns a function that throws FORBIDDEN to whoever does not administer the organization
 */
export function auditTrail<R extends AuditRecord>(entity: new () => R) {
  const pages = pagesByParent({
    entity,
    parentColumn: 'organization_id',
    keyset: { columns: { occurred_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
  });
  return async (
    ctx: RequestContext,
    { id }: { readonly id: string },
    page: ConnectionArgs,
  ): Promise<Connection<R> | null> => {
    requireAdministration(ctx, id, 'read the audit trail');
    return load(ctx, pages, pageKey(id, page));
  };
}
