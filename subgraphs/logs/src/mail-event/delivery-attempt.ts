import type { MailStatus } from './mail-status';

/** One thing that happened to a message on its way to one recipient; kept in `MailEvent.history` as JSON. */
export interface DeliveryAttempt {
  /** RFC 3339 in UTC with milliseconds, so that text order is time order. */
  time: string;
  status: MailStatus;
  enhancedStatusCode: string | null;
  reply: string | null;
}
