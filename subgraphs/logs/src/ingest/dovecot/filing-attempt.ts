import type { DeliveryAttempt } from '../../mail-event/delivery-attempt.type';
import { MailStatus } from '../../mail-event/mail-status';
import { isoText } from '../lines/iso-text';
import type { FilingSummary } from './filing';

/** What a filing adds to the history of its message: a spam folder or a discard does, plain filing does not. */
export function filingAttempt(filing: FilingSummary): DeliveryAttempt | undefined {
  if (!filing.isSpam && filing.folder !== null) return undefined;
  return {
    time: isoText(filing.time),
    status: filing.isSpam ? MailStatus.SPAM : MailStatus.FILTERED,
    enhancedStatusCode: null,
    reply: filing.text,
  };
}
