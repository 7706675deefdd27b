import { MailDirection } from '../mail-event/mail-direction';
import type { MailEvent } from '../mail-event/mail-event.entity';
import { MailStatus } from '../mail-event/mail-status';
import { ENHANCED_STATUS_CODES, SUBJECTS, type CodeMeaning } from './enhanced-status-codes';
import { particularCause } from './particular-causes';

export type ExplainedEvent = Pick<
  MailEvent,
  'direction' | 'status' | 'enhancedStatusCode' | 'reply' | 'folder' | 'relay'
>;

/** RFC 3463 section 2. */
const CODE = /^[245]\.(\d{1,3})\.(\d{1,3})$/;
const SEND_AGAIN = 'Send the message again later, or reach the recipient another way.';
const NEVER_FAILED: ReadonlySet<MailStatus> = new Set([MailStatus.DELIVERED, MailStatus.FILTERED]);

/**
 * Says in plain English what a status means and what to do about it: the outcome, the cause as far as the
 * code or the server's words tell it, and advice.
 */
export function explain(event: ExplainedEvent): string {
  const sentences = [outcome(event)];
  if (NEVER_FAILED.has(event.status) || isFiledAsSpam(event)) {
    sentences.push(...afterDelivery(event));
  } else {
    const meaning = meaningOf(event);
    // A spam verdict is its own cause.
    if (meaning !== undefined && event.status !== MailStatus.SPAM) sentences.push(meaning.cause);
    if (meaning !== undefined) sentences.push(...advice(event, meaning));
    else sentences.push('The server gave no reason that we can interpret; its answer is shown as it came.');
  }
  return sentences.join(' ');
}

function outcome(event: ExplainedEvent): string {
  const isSent = event.direction === MailDirection.SENT;
  switch (event.status) {
    case MailStatus.DELIVERED:
      if (isSent) return 'The recipient’s mail server has taken the message.';
      return event.folder === null
        ? 'The message was delivered.'
        : `The message was delivered and is in the folder “${event.folder}”.`;
    case MailStatus.DEFERRED:
      return isSent || event.relay !== null
        ? 'The message could not be delivered yet and is tried again automatically.'
        : 'The message was refused for the moment; the sender’s server normally tries again.';
    case MailStatus.GREYLISTED:
      return 'The message was asked to come back later, and is normally tried again automatically within minutes.';
    case MailStatus.BOUNCED:
      return isSent
        ? 'The message could not be delivered, and you were sent a notification.'
        : 'The message could not be delivered, and the sender was notified.';
    case MailStatus.REJECTED:
      return isSent
        ? 'The message was refused and was not sent.'
        : 'The message was refused before it reached the mailbox; the sender’s server knows.';
    case MailStatus.EXPIRED:
      return 'The message was tried again and again without success, until the time for it ran out.';
    case MailStatus.SPAM:
      if (isFiledAsSpam(event))
        return `The message was taken for spam and put in the folder “${event.folder ?? ''}”.`;
      return isSent
        ? 'The message was refused as spam and was not sent.'
        : 'The message was refused as spam.';
    case MailStatus.FILTERED:
      return 'The message was taken out by a filter or a sorting rule and is in no folder.';
  }
}

function isFiledAsSpam(event: ExplainedEvent): boolean {
  return event.status === MailStatus.SPAM && event.folder !== null;
}

function afterDelivery(event: ExplainedEvent): string[] {
  if (event.status === MailStatus.FILTERED) {
    return ['If that was not intended, check the sorting rules and filters of the mailbox.'];
  }
  if (isFiledAsSpam(event)) return ['If it is not spam, move it to the inbox so that the filter learns.'];
  if (event.direction === MailDirection.SENT) {
    return ['If the recipient cannot find it, it may be among their spam.'];
  }
  return [];
}

function meaningOf(event: ExplainedEvent): CodeMeaning | undefined {
  const code = CODE.exec(event.enhancedStatusCode ?? '');
  const [, subject = '', detail = ''] = code ?? [];
  // Words only where the code is as good as silent: a server may mention spam while the mailbox is full.
  const isGeneral = code === null || detail === '0' || `${subject}.${detail}` === '7.1' || subject === '5';
  return (
    (isGeneral ? particularCause(event.reply) : undefined) ??
    ENHANCED_STATUS_CODES.get(`${subject}.${detail}`) ??
    SUBJECTS.get(subject)
  );
}

/** Advice for the reader; where only the sender can do something, it says so. */
function advice(event: ExplainedEvent, meaning: CodeMeaning): string[] {
  const isSent = event.direction === MailDirection.SENT;
  if (event.status === MailStatus.GREYLISTED) return ['There is nothing you need to do.'];
  if (event.status === MailStatus.DEFERRED)
    return ['There is nothing you need to do unless it lasts longer than a day.'];
  if (meaning.isPassing === true) return [isSent ? SEND_AGAIN : `For the sender: ${SEND_AGAIN}`];
  if (isSent) return meaning.advice === undefined ? [] : [meaning.advice];
  if (meaning.adviceToRecipient !== undefined) return [meaning.adviceToRecipient];
  return meaning.advice === undefined ? [] : [`For the sender: ${meaning.advice}`];
}
