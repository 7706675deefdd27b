import { GREYLIST_WORDS, HARMFUL_WORDS, replyText, SPAM_WORDS } from '../../mail-event/reply-text';
import type { StatusCode } from './enhanced-status-codes';

/** Causes that no enhanced status code stands for, and what helps. */
export const PARTICULAR_CAUSES = {
  foreignSender: 'chooseOwnSender',
  greylisted: 'sendAgainLater',
  relayDenied: 'signInToSend',
  blocklisted: 'getDelisted',
  clientRefused: 'clearServerUp',
  spam: 'writeDifferently',
  harmful: 'checkAttachment',
  incompleteAddress: 'completeAddresses',
} as const;

export type ParticularCause = keyof typeof PARTICULAR_CAUSES;

/**
 * Causes that servers announce in words, under a code too general to help (5.7.1 in most cases, or none at
 * all). The words are those of Postfix, rspamd, Postgrey, the common blocklists and large receivers. The
 * first that is found counts: a server that names SPF or an unknown user has said more than one that says spam.
 */
const ANNOUNCEMENTS: readonly (readonly [words: RegExp, cause: ParticularCause | StatusCode])[] = [
  [/Sender address rejected: not owned by user|Sender Mismatch/i, 'foreignSender'],
  [GREYLIST_WORDS, 'greylisted'],
  [/Relay access denied/i, 'relayDenied'],
  [/blocked using|blocklist|blacklist|listed (?:at|by|in)\b/i, 'blocklisted'],
  [/cannot find your (?:reverse )?hostname|\breverse (?:DNS|hostname)\b|\bPTR record/i, '7.25'],
  [/(?:Client host|Helo command) rejected/i, 'clientRefused'],
  [/\b(?:DMARC|SPF and DKIM|DKIM and SPF)\b(?!\W{0,3}pass)/, '7.26'],
  [/\bSPF\b(?!\W{0,3}pass)/, '7.23'],
  [/\bDKIM\b(?!\W{0,3}pass)/, '7.20'],
  [
    /\b(?:user unknown|unknown (?:user|recipient|mailbox)|no such (?:user|recipient|mailbox|person)|(?:user|recipient|mailbox|account) (?:does not exist|doesn't exist|not found))\b/i,
    '1.1',
  ],
  [/\bmailbox (?:is )?(?:full|over ?quota)\b|\buser (?:is )?over ?quota\b/i, '2.2'],
  [/\bmessage (?:is |size )?(?:too (?:large|big)|exceeds)\b/i, '3.4'],
  [/\brate[- ]limit|\btoo many (?:messages|mails|e-?mails)\b/i, '7.28'],
  [HARMFUL_WORDS, 'harmful'],
  [SPAM_WORDS, 'spam'],
  [/need fully-qualified address/i, 'incompleteAddress'],
];

/** The cause that a server's words announce; undefined if they are none of the known ones. */
export function announcedCause(reply: string | null): ParticularCause | StatusCode | undefined {
  const words = reply === null ? undefined : replyText(reply);
  return words === undefined ? undefined : ANNOUNCEMENTS.find(([pattern]) => pattern.test(words))?.[1];
}
