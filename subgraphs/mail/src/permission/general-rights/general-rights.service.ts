import { type RequestContext, requireAdministration } from '@hostgraph/subgraph-kit';
import type { EntityManager } from 'typeorm';
import { changeMailService, recordForService } from '../mail-service-action/change-mail-service';
import { MailServiceAction } from '../mail-service-action/mail-service-action';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { MailboxRight } from '../../access/mailbox-right';
import type { UpdateGeneralRightsInput } from './general-rights.inputs';
import {
  type GeneralRightDifference,
  GeneralRightsImpact,
  type GeneralRightsOutcome,
} from './general-rights.payloads';

const inOrder = (rights: readonly MailboxRight[]): MailboxRight[] =>
  Object.values(MailboxRight).filter((right) => rights.includes(right));

/** @throws FORBIDDEN */
export function listGeneralRights(
  ctx: RequestContext,
  { organizationId, generalRights }: MailService,
): MailboxRight[] {
  requireAdministration(ctx, organizationId, 'read its general rights');
  return inOrder(generalRights);
}

/** @throws NOT_FOUND, FORBIDDEN */
export const updateGeneralRights = (
  ctx: RequestContext,
  { mailServiceId, rights, dryRun }: UpdateGeneralRightsInput,
): Promise<GeneralRightsOutcome> =>
  changeMailService(
    ctx,
    mailServiceId,
    MailServiceAction.UPDATE_GENERAL_RIGHTS,
    async (manager, service): Promise<GeneralRightsOutcome> => {
      const impact = await impactOf(manager, service, rights);
      if (dryRun) return { mailService: service, impact, userErrors: [] };
      const generalRights = inOrder(rights);
      await manager.update(MailService, { id: service.id }, { generalRights });
      await recordForService(ctx, manager, service, MailServiceAction.UPDATE_GENERAL_RIGHTS);
      return { mailService: Object.assign(service, { generalRights }), impact, userErrors: [] };
    },
  );

async function impactOf(
  manager: EntityManager,
  { id, generalRights }: MailService,
  rights: readonly MailboxRight[],
): Promise<GeneralRightsImpact> {
  const held: GeneralRightDifference[] = await manager.query(
    `SELECT "right",
       CASE WHEN "right" = ANY($3::text[]) THEN count(*) FILTER (WHERE NOT is_held) ELSE 0 END::integer AS "lackedBy",
       CASE WHEN "right" = ANY($3::text[]) THEN 0 ELSE count(*) FILTER (WHERE is_held) END::integer AS "heldBy"
     FROM mail.mailbox_member AS member
     JOIN mail.mailbox ON mailbox.id = member.mailbox_id AND mailbox.mail_service_id = $1
       AND mailbox.deleted_at IS NULL
     CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS listed ("right", place)
     CROSS JOIN LATERAL (SELECT EXISTS (
       SELECT FROM mail.effective_grant AS granted WHERE granted.mailbox_id = member.mailbox_id
         AND granted.user_id = member.user_id AND granted."right" = listed."right") AS is_held) AS held
     GROUP BY "right", place ORDER BY place`,
    [id, Object.values(MailboxRight), rights],
  );
  return Object.assign(new GeneralRightsImpact(), {
    added: inOrder(rights.filter((right) => !generalRights.includes(right))),
    removed: inOrder(generalRights.filter((right) => !rights.includes(right))),
    differences: held.filter(({ lackedBy, heldBy }) => lackedBy + heldBy > 0),
  });
}
