import { connectionType } from '@hostgraph/subgraph-kit';
import { MailEvent } from './mail-event.entity';

export const MailEventConnection = connectionType('MailEvent', () => MailEvent, 'events of a mail log');
