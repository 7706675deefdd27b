import type { CodeMeaning } from './enhanced-status-codes';

/**
 * Causes that servers announce in words, under a code too general to help (5.7.1 in most cases). The words
 * are those of Postfix, rspamd, Postgrey and the common blocklists; codes come first in `explain` where
 * they say more.
 */
const CAUSES: readonly (CodeMeaning & { words: RegExp })[] = [
  {
    words: /Sender address rejected: not owned by user|Sender Mismatch/i,
    cause: 'The sender address of the message is not one that this account may send from.',
    advice: 'Choose an address of your own as the sender, or have the address added to your account.',
  },
  {
    words: /\bgr[ae]y-?list/i,
    cause: 'The receiving server does not know this sender yet and makes every new one try twice.',
  },
  {
    words: /Relay access denied/i,
    cause: 'The recipient’s domain is not one that this server takes mail for.',
    advice: 'Sign in before sending, or check that the recipient’s domain points to the right mail server.',
  },
  {
    words: /blocked using|blocklist|blacklist|listed (?:at|by|in)\b/i,
    cause: 'The address of the sending server is on a public list of suspicious servers.',
    advice:
      'The administrator of the sending server has to have it taken off the list that the answer names.',
  },
  {
    words: /Client host rejected/i,
    cause: 'The server does not take mail from the computer that sent this message.',
    advice: 'The administrator of the sending server has to clear this up with the receiving one.',
  },
  {
    words: /\b(?:spam|gtube|unsolicited|junk mail|bulk mail)/i,
    cause: 'The message was taken for spam.',
    advice:
      'If it was not, write it differently (fewer links, no attachment) or reach the recipient another way.',
  },
  {
    words: /\b(?:virus|malware|phishing)/i,
    cause: 'Something harmful was found in the message.',
    advice: 'Check the attachment and the computer it comes from.',
  },
  {
    words: /need fully-qualified address/i,
    cause: 'One of the addresses is incomplete: the part after the @ is missing or too short.',
    advice: 'Write addresses in full.',
  },
];

const QUOTED_ADDRESS = /<[^<>]*>/g;

/** The cause that a server's words announce; undefined if they are none of the known ones. */
export function particularCause(reply: string | null): CodeMeaning | undefined {
  const words = reply?.replace(QUOTED_ADDRESS, '');
  return words === undefined ? undefined : CAUSES.find((cause) => cause.words.test(words));
}
