import { pagesByParent } from '@hostgraph/subgraph-kit';
import { Signature } from './signature.entity';

/** The signatures of mailboxes by name. Whether the caller may see them is asked before. */
export const signaturePages = pagesByParent({
  entity: Signature,
  parentColumn: 'mailbox_id',
  keyset: { columns: { name: 'text', id: 'text' }, direction: 'ASC' },
});
