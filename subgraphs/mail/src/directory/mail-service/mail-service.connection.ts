import { connectionType } from '@hostgraph/subgraph-kit';
import { MailService } from './mail-service.entity';

export const MailServiceConnection = connectionType('MailService', () => MailService, 'mail services');
