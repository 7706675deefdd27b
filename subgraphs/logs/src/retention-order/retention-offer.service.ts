import {
  issueTicket,
  loadOrNotFound,
  type RequestContext,
  requireAdministration,
  type TicketKind,
} from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import type { MailService } from '../foreign/mail-service/mail-service.type';
import { retentionByMailService } from '../retention/retention.loaders';
import { RETENTION_PLANS } from '../retention/retention-plan';
import type { RetentionOffer } from './retention-offer.type';

/** What an offer says: whose mail service can have what, and for how much. */
export interface OfferClaims {
  readonly mailServiceId: string;
  readonly organizationId: string;
  readonly plan: string;
  readonly days: number;
  readonly monthlyPriceCentimes: number;
}

export const OFFER: TicketKind<OfferClaims> = {
  purpose: 'order log retention',
  lifetimeSeconds: 3600,
  claims: z.object({
    mailServiceId: z.string(),
    organizationId: z.string(),
    plan: z.string(),
    days: z.int(),
    monthlyPriceCentimes: z.int(),
  }),
};

/**
 * The plans that reach further back than the present one.
 *
 * @throws FORBIDDEN
 */
export async function listOffers(
  ctx: RequestContext,
  { id: mailServiceId, organization }: MailService,
): Promise<RetentionOffer[]> {
  const organizationId = organization?.id;
  requireAdministration(ctx, organizationId, 'order log retention');
  const { horizonDays } = await loadOrNotFound(ctx, retentionByMailService, mailServiceId, 'Mail service');
  return Promise.all(
    ctx.settings
      .get(RETENTION_PLANS)
      .filter(({ days }) => days > horizonDays)
      .map(async (plan) => {
        const { code, days, monthlyPriceCentimes } = plan;
        const claims = { mailServiceId, organizationId, plan: code, days, monthlyPriceCentimes };
        const { text, expiresAt } = await issueTicket(ctx, OFFER, claims);
        return { plan, offer: text, expiresAt };
      }),
  );
}
