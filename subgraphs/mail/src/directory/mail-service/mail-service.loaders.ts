import { byId, pagesByParent } from '@hostgraph/subgraph-kit';
import { visibleMailServices } from '../../access/visible.sql';
import { MailService } from './mail-service.entity';

export const mailServicesById = byId(MailService, visibleMailServices);

/** The mail services of organizations. */
export const mailServicePages = pagesByParent({
  entity: MailService,
  parentColumn: 'organization_id',
  keyset: { columns: { name: 'text', id: 'text' }, direction: 'ASC' },
  visible: visibleMailServices,
});
