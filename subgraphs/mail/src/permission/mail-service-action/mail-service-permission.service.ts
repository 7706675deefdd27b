import type { RequestContext } from '@hostgraph/subgraph-kit';
import type { MailService } from '../../directory/mail-service/mail-service.entity';
import { decideForService } from './decide-for-service';
import { MailServiceAction } from './mail-service-action';
import { MailServicePermission } from './mail-service-permission.type';

/** @param actions all where none are named */
export function listServicePermissions(
  ctx: RequestContext,
  service: MailService,
  actions: readonly MailServiceAction[] | null | undefined,
): MailServicePermission[] {
  const reason = decideForService(ctx, service);
  return [...new Set(actions ?? Object.values(MailServiceAction))].map((action) =>
    Object.assign(new MailServicePermission(), { action, allowed: reason === null, reason }),
  );
}
