import type { RequestContext } from '@hostgraph/subgraph-kit';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { isAdministered } from '../../directory/mail-service/mail-service.service';
import { ActionRefusal } from '../mailbox-action/action-refusal';
import { WRITE_SCOPE } from '../mailbox-action/decide';

/** Whether the caller may change a mail service as a whole, or why not; asked by `viewerCan` and by the mutations. */
export function decideForService(ctx: RequestContext, service: MailService): ActionRefusal | null {
  if (!ctx.principal.scopes.includes(WRITE_SCOPE)) return ActionRefusal.KEY_LACKS_SCOPE;
  return isAdministered(ctx, service) ? null : ActionRefusal.NOT_ADMINISTRATOR;
}
