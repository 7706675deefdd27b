import { MailStatus } from '../../mail-event/mail-status';
import type { DeliveryRecord, RefusalRecord } from '../postfix/postfix-record';

const GREYLIST = /\bgr[ae]y-?list/i;
const SPAM = /\b(?:spam|gtube|unsolicited|bulk mail|junk mail|virus|malware|phishing)/i;
const ADDRESSES = /<[^<>]*>/g;

/**
 * The status a delivery line stands for. A server far away that calls our message spam still makes it a
 * bounce: that is what the sender sees and looks for.
 */
export function deliveryStatus(delivery: DeliveryRecord): MailStatus {
  if (delivery.agent === 'discard') return MailStatus.FILTERED;
  switch (delivery.outcome) {
    case 'sent':
      return MailStatus.DELIVERED;
    case 'bounced':
      return MailStatus.BOUNCED;
    case 'deferred':
      return GREYLIST.test(wordsOf(delivery.reply)) ? MailStatus.GREYLISTED : MailStatus.DEFERRED;
  }
}

/**
 * The status a refusal at our own door stands for: FILTERED where the message was silently dropped, SPAM for
 * a spam verdict, GREYLISTED or DEFERRED where the client may come back, REJECTED otherwise.
 */
export function refusalStatus(refusal: RefusalRecord): MailStatus {
  const words = wordsOf(refusal.reply);
  if (refusal.action === 'discard') return MailStatus.FILTERED;
  if (refusal.isTemporary) return GREYLIST.test(words) ? MailStatus.GREYLISTED : MailStatus.DEFERRED;
  return SPAM.test(words) ? MailStatus.SPAM : MailStatus.REJECTED;
}

/** The reply without the addresses it quotes: `<spam@example.test>: User unknown` is not a spam verdict. */
function wordsOf(reply: string): string {
  return reply.replace(ADDRESSES, '');
}
