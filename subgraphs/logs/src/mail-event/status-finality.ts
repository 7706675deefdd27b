import { MailStatus } from './mail-status';

/**
 * How final a status is. Log files are read twice, in pieces and out of order; a status may only be
 * replaced by one at least as final, so every order of reading ends in the same row.
 *
 * DELIVERED ranks below the failures because several members of an alias share the sender's one event
 * (a failure for one of them is what the sender must see), and below SPAM and FILTERED because Dovecot
 * decides on those after Postfix has logged the hand-over.
 */
export const STATUS_FINALITY: Readonly<Record<MailStatus, number>> = {
  [MailStatus.DEFERRED]: 0,
  [MailStatus.GREYLISTED]: 0,
  [MailStatus.DELIVERED]: 1,
  [MailStatus.EXPIRED]: 2,
  [MailStatus.BOUNCED]: 2,
  [MailStatus.REJECTED]: 2,
  [MailStatus.FILTERED]: 3,
  [MailStatus.SPAM]: 3,
};
