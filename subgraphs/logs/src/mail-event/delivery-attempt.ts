import { MailStatus } from './mail-status';

/** One thing that happened to a message on its way to one recipient; kept in `MailEvent.history`. */
export interface DeliveryAttempt {
  /** RFC 3339 in UTC with milliseconds, so that text order is time order. */
  time: string;
  status: MailStatus;
  /** RFC 3463 code such as `4.2.2`. */
  enhancedStatusCode: string | null;
  /** The server's own words. */
  reply: string | null;
}
