import { MailDirection } from '../mail-event/mail-direction';
import type { MailEvent } from '../mail-event/mail-event.entity';
import { MailStatus } from '../mail-event/mail-status';
import { discardWords } from '../mail-event/reply-text';
import type { Advice, Catalogue, Cause, OutcomeTexts } from './catalogue/catalogue';
import { CATALOGUES } from './catalogues';
import { ENHANCED_STATUS_CODES, statusCodeOf } from './cause/enhanced-status-codes';
import type { Language } from './language';
import { announcedCause, PARTICULAR_CAUSES } from './cause/particular-causes';

export type ExplainedEvent = Pick<
  MailEvent,
  'direction' | 'status' | 'enhancedStatusCode' | 'reply' | 'folder' | 'delaySeconds'
>;

const NEVER_FAILED: ReadonlySet<MailStatus> = new Set([MailStatus.DELIVERED, MailStatus.FILTERED]);
const ADVICE = { ...ENHANCED_STATUS_CODES, ...PARTICULAR_CAUSES };
/** What a recipient can end at once, so that waiting for the next attempt is no advice. */
const IN_RECIPIENTS_HANDS: ReadonlySet<Advice | null> = new Set(['makeRoom', 'switchMailboxOn']);

/**
 * Says in plain words what a status means and what to do about it: the outcome, the cause as far as the
 * code or the server's words tell it, and advice.
 */
export function explain(event: ExplainedEvent, language: Language): string {
  const texts = CATALOGUES[language];
  const isSettled = NEVER_FAILED.has(event.status) || spamFolder(event) !== null;
  const rest = isSettled ? afterDelivery(event, texts) : afterFailure(event, texts);
  return [outcome(event, texts.outcomes), ...rest].join(' ');
}

function outcome(event: ExplainedEvent, texts: OutcomeTexts): string {
  const isSent = event.direction === MailDirection.SENT;
  switch (event.status) {
    case MailStatus.DELIVERED:
      if (isSent) return texts.handedOver;
      return event.folder === null ? texts.delivered : texts.deliveredTo(event.folder);
    case MailStatus.DEFERRED:
      if (isInQueue(event)) return texts.retrying;
      return isSent ? texts.refusedForNowYours : texts.refusedForNowTheirs;
    case MailStatus.GREYLISTED:
      if (isInQueue(event)) return texts.greylistedThere;
      return isSent ? texts.refusedForNowYours : texts.greylistedHere;
    case MailStatus.BOUNCED:
      return isSent ? texts.bouncedYours : texts.bouncedTheirs;
    case MailStatus.REJECTED:
      return isSent ? texts.refusedYours : texts.refusedTheirs;
    case MailStatus.EXPIRED:
      return isSent ? texts.expiredYours : texts.expiredTheirs;
    case MailStatus.SPAM: {
      const folder = spamFolder(event);
      if (folder !== null) return texts.filedAsSpam(folder);
      // What was taken before it was judged, nobody refused.
      if (isInQueue(event)) return isSent ? texts.spamDiscardedYours : texts.spamDiscardedTheirs;
      return isSent ? texts.spamYours : texts.spamTheirs;
    }
    case MailStatus.FILTERED:
      return isSent ? texts.filteredYours : texts.filteredTheirs;
  }
}

/** Only what is in our queue was attempted; what was refused at the door is not ours to try again. */
function isInQueue(event: ExplainedEvent): boolean {
  return event.delaySeconds !== null;
}

function spamFolder(event: ExplainedEvent): string | null {
  return event.status === MailStatus.SPAM ? event.folder : null;
}

function afterDelivery(event: ExplainedEvent, texts: Catalogue): string[] {
  const isSent = event.direction === MailDirection.SENT;
  if (event.status === MailStatus.FILTERED) return afterFilter(event, texts);
  if (event.status === MailStatus.SPAM) return [texts.remarks.teachSpamFilter];
  return isSent ? [texts.remarks.mayBeAmongSpam] : [];
}

/** The mailbox's own rules are the recipient's to look at; what stands before it is not. */
function afterFilter(event: ExplainedEvent, { causes, remarks }: Catalogue): string[] {
  const isRule = event.direction === MailDirection.RECEIVED && !isOfServer(event);
  if (isRule) return [remarks.checkSortingRules];
  const isHarmful = announcedCause(event.reply) === 'harmful';
  return [...(isHarmful ? [causes.harmful] : []), remarks.contactSupport];
}

/** Discarded at the door, or by a content filter that says so; what a mailbox's rules discard was delivered to it. */
function isOfServer(event: ExplainedEvent): boolean {
  return !isInQueue(event) || (event.reply !== null && discardWords(event.reply) !== undefined);
}

function afterFailure(event: ExplainedEvent, texts: Catalogue): string[] {
  const cause = causeOf(event);
  const { remarks } = texts;
  const sentences: string[] = [];
  if (cause === undefined) {
    sentences.push(event.reply === null ? remarks.reasonUnknown : remarks.reasonUnclear);
  } else if (event.status !== MailStatus.SPAM || cause !== 'spam') {
    // A spam verdict is its own cause.
    sentences.push(texts.causes[cause]);
  }
  sentences.push(...whatToDo(event, cause, texts));
  return sentences;
}

/** The status, then the words where the code is as good as silent, then the code. */
function causeOf(event: ExplainedEvent): Cause | undefined {
  if (event.status === MailStatus.GREYLISTED) return 'greylisted';
  const code = statusCodeOf(event.enhancedStatusCode);
  // Words only there: a server may mention spam while the mailbox is full.
  const isGeneral = code === undefined || code === '7.1' || code.endsWith('.0') || code.startsWith('5.');
  if (!isGeneral) return code;
  return announcedCause(event.reply) ?? (event.status === MailStatus.SPAM ? 'spam' : code);
}

function whatToDo(event: ExplainedEvent, cause: Cause | undefined, texts: Catalogue): string[] {
  const isSent = event.direction === MailDirection.SENT;
  const key = cause === undefined ? null : ADVICE[cause];
  if (event.status === MailStatus.GREYLISTED || event.status === MailStatus.DEFERRED) {
    if (isSent && !isInQueue(event)) return [advice('sendAgainLater', isSent, texts)];
    if (isSent || !IN_RECIPIENTS_HANDS.has(key)) {
      const { nothingToDo, nothingToDoForADay } = texts.remarks;
      return [event.status === MailStatus.GREYLISTED ? nothingToDo : nothingToDoForADay];
    }
  }
  return key === null ? [] : [advice(key, isSent, texts)];
}

function advice(key: Advice, isSent: boolean, texts: Catalogue): string {
  const text = texts.advice[key];
  if (typeof text === 'string') return text;
  return isSent ? text.toSender : text.toRecipient;
}
