import { MailStatus } from '../../mail-event/mail-status';
import {
  discardWords,
  GREYLIST_WORDS,
  HARMFUL_WORDS,
  replyText,
  SPAM_WORDS,
} from '../../mail-event/reply-text';
import type { DeliveryRecord, RefusalRecord } from '../postfix/postfix-record';

/**
 * The status a delivery line stands for. A server far away that calls our message spam still makes it a
 * bounce: that is what the sender sees and looks for.
 */
export function deliveryStatus(delivery: DeliveryRecord): MailStatus {
  if (delivery.agent === 'discard') return MailStatus.FILTERED;
  switch (delivery.outcome) {
    case 'sent':
      return sentStatus(delivery.reply);
    case 'bounced':
      return MailStatus.BOUNCED;
    case 'deferred':
      return GREYLIST_WORDS.test(replyText(delivery.reply)) ? MailStatus.GREYLISTED : MailStatus.DEFERRED;
  }
}

/** `sent` is what became of the hand-over; a filter that threw the message away says so in its answer. */
function sentStatus(reply: string): MailStatus {
  const words = discardWords(reply);
  if (words === undefined) return MailStatus.DELIVERED;
  return SPAM_WORDS.test(words) ? MailStatus.SPAM : MailStatus.FILTERED;
}

/**
 * The status a refusal at our own door stands for: FILTERED where the message was silently dropped, SPAM for
 * a spam verdict, GREYLISTED or DEFERRED where the client may come back, REJECTED otherwise.
 */
export function refusalStatus(refusal: RefusalRecord): MailStatus {
  const words = replyText(refusal.reply);
  if (refusal.action === 'discard') return MailStatus.FILTERED;
  if (refusal.isTemporary) return GREYLIST_WORDS.test(words) ? MailStatus.GREYLISTED : MailStatus.DEFERRED;
  return SPAM_WORDS.test(words) || HARMFUL_WORDS.test(words) ? MailStatus.SPAM : MailStatus.REJECTED;
}
