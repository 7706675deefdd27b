import type { OutcomeTexts, RemarkTexts } from './catalogue';

export const OUTCOMES_EN: OutcomeTexts = {
  handedOver: 'The recipient’s mail server has taken the message.',
  delivered: 'The message was delivered.',
  deliveredTo: (folder) => `The message was delivered and is in the folder “${folder}”.`,
  retrying: 'The message could not be delivered yet and is tried again automatically.',
  refusedForNowYours: 'The message was refused for the moment and was not sent.',
  refusedForNowTheirs: 'The message was refused for the moment; the sender’s server normally tries again.',
  greylistedThere:
    'The receiving server has asked for a second attempt, which follows automatically, normally within minutes.',
  greylistedHere:
    'The sender’s server was asked to try again, which it normally does by itself within minutes.',
  bouncedYours: 'The message could not be delivered, and you were sent a notification.',
  bouncedTheirs: 'The message could not be delivered, and the sender was notified.',
  refusedYours: 'The message was refused and was not sent.',
  refusedTheirs: 'The message was refused before it reached the mailbox; the sender’s server knows.',
  expiredYours:
    'The message was tried again and again without success until the time for it ran out; you were sent a notification.',
  expiredTheirs:
    'The message was tried again and again without success until the time for it ran out; the sender was notified.',
  filedAsSpam: (folder) => `The message was taken for spam and put in the folder “${folder}”.`,
  spamYours: 'The message was refused as spam and was not sent.',
  spamTheirs: 'The message was refused as spam.',
  spamDiscardedYours:
    'The message was accepted, but a filter took it for spam and discarded it; it did not reach the recipient.',
  spamDiscardedTheirs: 'A filter took the message for spam and discarded it; it is in no folder.',
  filteredYours: 'The message was accepted, but a filter discarded it; it did not reach the recipient.',
  filteredTheirs: 'The message was taken out by a filter or a sorting rule and is in no folder.',
};

export const REMARKS_EN: RemarkTexts = {
  mayBeAmongSpam: 'If the recipient cannot find it, it may be among their spam.',
  checkSortingRules: 'If that was not intended, check the sorting rules and filters of the mailbox.',
  contactSupport: 'If that was not intended, contact support.',
  teachSpamFilter: 'If it is not spam, move it to the inbox so that the filter learns.',
  nothingToDo: 'There is nothing you need to do.',
  nothingToDoForADay: 'There is nothing you need to do unless it lasts longer than a day.',
  reasonUnclear: 'The server gave no reason that we can interpret; its answer is shown as it came.',
  reasonUnknown: 'The log names no reason.',
};
