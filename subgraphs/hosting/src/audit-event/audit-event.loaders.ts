import { pagesByParent } from '@hostgraph/subgraph-kit';
import { AuditEvent } from './audit-event.entity';

/** What was done in organizations, the latest first. */
export const auditEventPages = pagesByParent({
  entity: AuditEvent,
  parentColumn: 'organization_id',
  keyset: { columns: { occurred_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
