import { pagesByParent } from '@hostgraph/subgraph-kit';
import { Member } from './member.entity';

/** The members of organizations that the caller belongs to, in the order in which they joined. */
export const memberPages = pagesByParent({
  entity: Member,
  parentColumn: 'organization_id',
  keyset: { columns: { created_at: 'timestamptz', user_id: 'text' }, direction: 'ASC' },
});
