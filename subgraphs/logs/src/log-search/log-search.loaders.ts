import { pagesByParent } from '@hostgraph/subgraph-kit';
import { LogSearch } from './log-search.entity';

/** The searches of mailboxes' logs. */
export const logSearchPages = pagesByParent({
  entity: LogSearch,
  parentColumn: 'mailbox_id',
  keyset: { columns: { searched_at: 'timestamptz', id: 'text' }, direction: 'DESC' },
});
