import { connectionType } from '@hostgraph/subgraph-kit';
import { Mailbox } from './mailbox.entity';

export const MailboxConnection = connectionType('Mailbox', () => Mailbox, 'mailboxes');
