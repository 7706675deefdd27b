/**
 * What went wrong, by subject and detail of an enhanced status code: RFC 3463 section 3 and the IANA registry
 * "SMTP Enhanced Status Codes" (which adds RFC 4954, 5248, 6531, 6710, 7372, 7505 and others). The class, the
 * first digit, says whether it is final and is told from the event's status. Sentences are our own, written
 * for somebody who does not run a mail server.
 */
export interface CodeMeaning {
  /** A sentence: what the server found. */
  cause: string;
  /** A sentence to the sender: what helps. Absent where nothing can be done. */
  advice?: string;
  /** What the recipient can do, where it is in their hands. */
  adviceToRecipient?: string;
  /** It passes by itself; all there is to do is to send again. */
  isPassing?: true;
}

const CHECK_ADDRESS = 'Check the address for a typing mistake, or ask the person for the current one.';
const ASK_RECIPIENT = 'Reach the recipient another way and let them know.';
const ASK_THEIR_ADMIN =
  'If it keeps happening, the administrators of the other mail system need to look into it.';
const SIGN_IN = 'Check the account, the password and the sign-in settings of your mail program.';
const OUR_SUPPORT = 'Contact support and quote the answer of the server.';

/** Keyed by `subject.detail`. */
export const ENHANCED_STATUS_CODES: ReadonlyMap<string, CodeMeaning> = new Map<string, CodeMeaning>([
  ['1.0', { cause: 'There is a problem with one of the addresses.', advice: CHECK_ADDRESS }],
  ['1.1', { cause: 'There is no mailbox with the recipient’s address.', advice: CHECK_ADDRESS }],
  [
    '1.2',
    {
      cause: 'The part of the recipient’s address after the @ does not exist or takes no mail.',
      advice: CHECK_ADDRESS,
    },
  ],
  [
    '1.3',
    { cause: 'The recipient’s address is not written the way an address has to be.', advice: CHECK_ADDRESS },
  ],
  ['1.4', { cause: 'The recipient’s address fits more than one mailbox.', advice: ASK_RECIPIENT }],
  [
    '1.6',
    { cause: 'The recipient’s mailbox has moved and left no forwarding address.', advice: ASK_RECIPIENT },
  ],
  [
    '1.7',
    {
      cause: 'The sender’s address is not written the way an address has to be.',
      advice: 'Check the sender address in the settings of the mail program.',
    },
  ],
  [
    '1.8',
    {
      cause: 'The domain of the sender’s address cannot be found or takes no answers.',
      advice: 'Check the sender address, and the DNS records of its domain.',
    },
  ],
  ['1.9', { cause: 'The message was handed on to a system that cannot report whether it arrived.' }],
  ['1.10', { cause: 'The recipient’s domain states that it takes no mail at all.', advice: CHECK_ADDRESS }],
  ['2.0', { cause: 'There is a problem with the recipient’s mailbox.', advice: ASK_RECIPIENT }],
  [
    '2.1',
    {
      cause: 'The recipient’s mailbox is switched off or takes no mail at present.',
      advice: ASK_RECIPIENT,
      adviceToRecipient: 'Ask whoever manages the mailbox to switch it on.',
    },
  ],
  [
    '2.2',
    {
      cause: 'The recipient’s mailbox is full.',
      advice: 'The owner of the mailbox has to make room; after that the message can be sent again.',
      adviceToRecipient: 'Make room in the mailbox or have its limit raised; until then it takes no mail.',
    },
  ],
  [
    '2.3',
    {
      cause: 'The message is larger than the recipient’s mailbox allows.',
      advice: 'Send a smaller message, or a link instead of the attachment.',
    },
  ],
  [
    '2.4',
    {
      cause: 'The members of the mailing list could not be determined.',
      advice: 'Contact whoever runs the list.',
    },
  ],
  ['3.0', { cause: 'The receiving mail system has a problem.', isPassing: true }],
  ['3.1', { cause: 'The receiving mail system has no storage left.', isPassing: true }],
  ['3.2', { cause: 'The receiving mail system takes no mail at present.', isPassing: true }],
  [
    '3.3',
    { cause: 'The receiving mail system lacks something this message needs.', advice: ASK_THEIR_ADMIN },
  ],
  [
    '3.4',
    {
      cause: 'The message is larger than the receiving mail system allows.',
      advice: 'Send a smaller message, or a link instead of the attachment.',
    },
  ],
  ['3.5', { cause: 'The receiving mail system is not set up correctly.', advice: ASK_THEIR_ADMIN }],
  ['3.6', { cause: 'The priority the message asked for was changed.' }],
  ['4.0', { cause: 'There is a problem on the network between the mail systems.', isPassing: true }],
  ['4.1', { cause: 'The receiving mail server does not answer.', isPassing: true }],
  ['4.2', { cause: 'The connection to the receiving mail server broke off.', isPassing: true }],
  [
    '4.3',
    {
      cause: 'A directory that the delivery depends on, such as DNS, could not be asked.',
      isPassing: true,
    },
  ],
  ['4.4', { cause: 'No mail server could be found for the recipient’s domain.', advice: CHECK_ADDRESS }],
  ['4.5', { cause: 'The receiving mail system is too busy.', isPassing: true }],
  [
    '4.6',
    {
      cause: 'The message was going round in circles between mail servers.',
      advice: 'Check the redirections on both sides: two of them probably point at each other.',
    },
  ],
  [
    '4.7',
    {
      cause: 'The message could not be delivered within the time it is kept for.',
      advice: 'Send it again later, or reach the recipient another way.',
    },
  ],
  ['5.0', { cause: 'The mail servers did not understand each other.', advice: ASK_THEIR_ADMIN }],
  ['5.1', { cause: 'The mail servers did not agree on a command.', advice: ASK_THEIR_ADMIN }],
  [
    '5.2',
    {
      cause: 'Something in the exchange, often an incomplete address, was not in the proper form.',
      advice: 'Check that all addresses are complete, with a name, an @ and a domain.',
    },
  ],
  [
    '5.3',
    {
      cause: 'The message has more recipients than the server takes at once.',
      advice: 'Send it to fewer people at a time.',
    },
  ],
  [
    '5.4',
    {
      cause: 'The server did not accept part of what it was told about the message.',
      advice: ASK_THEIR_ADMIN,
    },
  ],
  ['5.5', { cause: 'The mail servers speak different versions of the protocol.', advice: ASK_THEIR_ADMIN }],
  ['5.6', { cause: 'The sign-in data was longer than the server takes.', advice: SIGN_IN }],
  [
    '6.0',
    {
      cause: 'There is a problem with the content of the message.',
      advice: 'Send it as plain text without attachments to see whether that helps.',
    },
  ],
  [
    '6.1',
    {
      cause: 'The receiving system does not take this kind of content.',
      advice: 'Send it as plain text, or in another file format.',
    },
  ],
  [
    '6.2',
    {
      cause: 'The content would have to be converted, and that is not allowed.',
      advice: 'Send it in another file format.',
    },
  ],
  [
    '6.3',
    {
      cause: 'The content would have to be converted, and the server cannot do that.',
      advice: 'Send it in another file format.',
    },
  ],
  ['6.4', { cause: 'The content was converted and lost something on the way.' }],
  ['6.5', { cause: 'The content could not be converted.', advice: 'Send it in another file format.' }],
  [
    '6.6',
    {
      cause: 'The content of the message is no longer available to the server.',
      advice: 'Send the message again.',
    },
  ],
  [
    '6.7',
    {
      cause: 'An address contains letters that the receiving system does not support.',
      advice: 'Use an address without accents or special letters, if there is one.',
    },
  ],
  ['6.8', { cause: 'The server’s answer contained letters that could not be passed on.' }],
  [
    '6.9',
    {
      cause: 'The header of the message contains letters that the receiving system does not support.',
      advice: 'Write the subject and names without special letters.',
    },
  ],
  ['7.0', { cause: 'The message was refused for a reason of security or policy.', advice: OUR_SUPPORT }],
  [
    '7.1',
    {
      cause: 'The server’s rules do not allow this message.',
      advice:
        'The answer of the server usually names the rule. If it does not help you, contact support and quote it.',
    },
  ],
  [
    '7.2',
    {
      cause: 'The sender may not write to this mailing list.',
      advice: 'Ask whoever runs the list for permission.',
    },
  ],
  ['7.3', { cause: 'The message would have to change its protection on the way, and that is not possible.' }],
  [
    '7.4',
    {
      cause: 'The receiving system does not support the protection the message asks for.',
      advice: 'Send it without signature or encryption, if that is acceptable.',
    },
  ],
  ['7.5', { cause: 'The encryption of the message failed.', advice: 'Check the certificates in use.' }],
  [
    '7.6',
    {
      cause: 'The receiving system does not support the encryption method.',
      advice: 'Choose another encryption method.',
    },
  ],
  ['7.7', { cause: 'The message was changed on its way.', advice: 'Send it again.' }],
  ['7.8', { cause: 'The user name or password was not accepted.', advice: SIGN_IN }],
  ['7.9', { cause: 'This way of signing in is too weak for the server.', advice: SIGN_IN }],
  [
    '7.10',
    {
      cause: 'The server requires an encrypted connection.',
      advice: 'Switch on TLS or SSL in the mail program.',
    },
  ],
  [
    '7.11',
    {
      cause: 'The server allows this way of signing in only over an encrypted connection.',
      advice: 'Switch on TLS or SSL in the mail program.',
    },
  ],
  ['7.12', { cause: 'The password has to be set anew before it can be used this way.', advice: SIGN_IN }],
  ['7.13', { cause: 'The account is switched off.', advice: 'Contact whoever manages the account.' }],
  [
    '7.14',
    { cause: 'The two mail systems have no agreement to exchange mail this way.', advice: ASK_THEIR_ADMIN },
  ],
  ['7.15', { cause: 'The message’s priority is too low to be taken at present.', isPassing: true }],
  ['7.16', { cause: 'The message is too large for its priority.', advice: 'Send a smaller message.' }],
  [
    '7.17',
    {
      cause: 'The mailbox now belongs to somebody other than the message was meant for.',
      advice: ASK_RECIPIENT,
    },
  ],
  [
    '7.18',
    {
      cause: 'The domain now belongs to somebody other than the message was meant for.',
      advice: ASK_RECIPIENT,
    },
  ],
  ['7.19', { cause: 'The server cannot tell whether the mailbox has changed hands.', advice: ASK_RECIPIENT }],
  [
    '7.20',
    {
      cause: 'The message carries no valid DKIM signature.',
      advice: 'The administrator of the sender’s domain should check its DKIM set-up.',
    },
  ],
  [
    '7.21',
    {
      cause: 'The message carries no DKIM signature that the server accepts.',
      advice: 'The administrator of the sender’s domain should check its DKIM set-up.',
    },
  ],
  [
    '7.22',
    {
      cause: 'The DKIM signature does not belong to the sender’s domain.',
      advice: 'The administrator of the sender’s domain should check its DKIM set-up.',
    },
  ],
  [
    '7.23',
    {
      cause: 'The sender’s domain does not allow mail from this server (SPF).',
      advice: 'The administrator of the sender’s domain should check its SPF record.',
    },
  ],
  [
    '7.24',
    {
      cause: 'The SPF record of the sender’s domain could not be checked.',
      advice: 'The administrator of the sender’s domain should check its SPF record.',
    },
  ],
  [
    '7.25',
    {
      cause: 'The sending server’s address has no valid name in DNS.',
      advice: 'The administrator of the sending server should set its reverse DNS.',
    },
  ],
  [
    '7.26',
    {
      cause: 'Several checks of where the message comes from failed.',
      advice: 'The administrator of the sender’s domain should check SPF, DKIM and DMARC.',
    },
  ],
  [
    '7.27',
    {
      cause: 'The domain of the sender’s address states that it sends no mail.',
      advice: 'Check the sender address.',
    },
  ],
  [
    '7.28',
    {
      cause: 'Too many messages came from this sender in a short time.',
      advice: 'Wait, and send fewer messages at once.',
    },
  ],
  [
    '7.29',
    { cause: 'The chain of authentication (ARC) over the forwarders is not valid.', advice: ASK_THEIR_ADMIN },
  ],
  [
    '7.30',
    { cause: 'The encrypted route that the message asks for cannot be provided.', advice: ASK_THEIR_ADMIN },
  ],
]);

/** What the subject alone says (RFC 3463 section 4), for details that are not in the table. */
export const SUBJECTS: ReadonlyMap<string, CodeMeaning> = new Map<string, CodeMeaning>([
  ['1', { cause: 'There is a problem with one of the addresses.', advice: CHECK_ADDRESS }],
  ['2', { cause: 'There is a problem with the recipient’s mailbox.', advice: ASK_RECIPIENT }],
  ['3', { cause: 'The receiving mail system has a problem.', advice: ASK_THEIR_ADMIN }],
  ['4', { cause: 'There is a problem on the way between the mail systems.', isPassing: true }],
  ['5', { cause: 'The mail servers did not understand each other.', advice: ASK_THEIR_ADMIN }],
  [
    '6',
    {
      cause: 'There is a problem with the content of the message.',
      advice: 'Send it as plain text without attachments to see whether that helps.',
    },
  ],
  ['7', { cause: 'The message was refused for a reason of security or policy.', advice: OUR_SUPPORT }],
]);
