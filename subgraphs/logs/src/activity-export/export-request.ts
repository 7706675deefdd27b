import { badUserInput, requestDigest } from '@hostgraph/subgraph-kit';
import type { MailDirection } from '../mail-event/mail-direction';
import type { MailStatus } from '../mail-event/mail-status';
import type { ExportActivityLogInput } from './activity-export.inputs';
import type { ExportFormat } from './export-format';

/** What somebody wants to have exported, in plain data with its properties in one order. */
export interface ExportRequest {
  readonly mailboxId: string;
  readonly format: ExportFormat;
  readonly direction: MailDirection | null;
  /** RFC 3339, as is `to`. */
  readonly from: string | null;
  readonly to: string | null;
  readonly statuses: readonly MailStatus[] | null;
  readonly correspondent: string | null;
}

/** What the mutation hands on to the fields of its payload, through the gateway. */
interface HandedOver {
  readonly request: ExportRequest;
  readonly idempotencyKey: string;
}

/** @throws BAD_USER_INPUT */
export function handOn(input: ExportActivityLogInput): string {
  const { mailboxId, format, idempotencyKey, direction, from, to, status, correspondent } = input;
  if (from && to && from >= to) throw badUserInput('from must be earlier than to');
  const handed: HandedOver = {
    request: {
      mailboxId,
      format,
      direction: direction ?? null,
      from: from?.toISOString() ?? null,
      to: to?.toISOString() ?? null,
      statuses: status?.toSorted() ?? null,
      correspondent: correspondent ?? null,
    },
    idempotencyKey,
  };
  return JSON.stringify(handed);
}

/** It comes back from the gateway, and a client has no way to send it. */
export const takeOver = (handed: string): HandedOver => JSON.parse(handed) as HandedOver;

/** The same for the same request; it does not say what that was. */
export const digestOf = (request: ExportRequest): string =>
  requestDigest(JSON.stringify(request)).toString('base64url');
