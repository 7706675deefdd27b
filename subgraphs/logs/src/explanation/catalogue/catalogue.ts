import type { ENHANCED_STATUS_CODES, StatusCode } from '../cause/enhanced-status-codes';
import type { PARTICULAR_CAUSES, ParticularCause } from '../cause/particular-causes';

/**
 * All that an explanation can say, in one language. Every entry is whole sentences, so that no grammar is
 * left to be put together. They are our own, written for somebody who does not run a mail server.
 */
export interface Catalogue {
  readonly outcomes: OutcomeTexts;
  readonly remarks: RemarkTexts;
  readonly causes: CauseTexts;
  readonly advice: AdviceTexts;
}

/** Why it came to the outcome. */
export type Cause = StatusCode | ParticularCause;

export type CauseTexts = Readonly<Record<Cause, string>>;

/** What became of the message. `Yours` speaks to its sender, `Theirs` to its recipient. */
export interface OutcomeTexts {
  /** The recipient's server has it; what follows is not ours to see. */
  readonly handedOver: string;
  readonly delivered: string;
  readonly deliveredTo: (folder: string) => string;
  /** Our queue tries again. */
  readonly retrying: string;
  readonly refusedForNowYours: string;
  readonly refusedForNowTheirs: string;
  /** Our queue was told to come back. */
  readonly greylistedThere: string;
  /** The sender's server was told to come back. */
  readonly greylistedHere: string;
  readonly bouncedYours: string;
  readonly bouncedTheirs: string;
  readonly refusedYours: string;
  readonly refusedTheirs: string;
  readonly expiredYours: string;
  readonly expiredTheirs: string;
  readonly filedAsSpam: (folder: string) => string;
  readonly spamYours: string;
  readonly spamTheirs: string;
  /** A filter of the servers had taken the message. */
  readonly spamDiscardedYours: string;
  readonly spamDiscardedTheirs: string;
  readonly filteredYours: string;
  readonly filteredTheirs: string;
}

/** What there is to say besides outcome, cause and advice. */
export interface RemarkTexts {
  readonly mayBeAmongSpam: string;
  readonly checkSortingRules: string;
  readonly contactSupport: string;
  readonly teachSpamFilter: string;
  readonly nothingToDo: string;
  readonly nothingToDoForADay: string;
  /** There is an answer of the server, but we know neither its code nor its words. */
  readonly reasonUnclear: string;
  /** There is no answer, or it is not the reader's to know. */
  readonly reasonUnknown: string;
}

/** What to do about it: exactly what some cause calls for. */
export type Advice = NonNullable<
  (typeof ENHANCED_STATUS_CODES)[StatusCode] | (typeof PARTICULAR_CAUSES)[ParticularCause]
>;

/** The same for both sides, or in words for each. */
export type AdviceTexts = Readonly<
  Record<Advice, string | { readonly toSender: string; readonly toRecipient: string }>
>;
