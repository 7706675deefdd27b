import { pagesByParent } from '@hostgraph/subgraph-kit';
import { RightChange } from './right-change.entity';

/** What became of rights on mailboxes, the latest first. */
export const rightChangePages = pagesByParent({
  entity: RightChange,
  parentColumn: 'mailbox_id',
  keyset: { columns: { changed_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
