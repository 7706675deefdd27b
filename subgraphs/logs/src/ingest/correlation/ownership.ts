import { MailDirection } from '../../mail-event/mail-direction';
import { mailboxAddress } from '../../mail-event/mailbox-address';
import type { QueueEntry } from '../queue/queue-entry';
import type { RecipientTrack } from '../queue/recipient-track';

/** One side's view of what happened to one recipient. */
export interface Perspective {
  readonly direction: MailDirection;
  /** Whose event it is, as the mail servers know it: in lower case, without a detail. */
  readonly address: string;
  readonly correspondent: string | null;
  readonly recipient: string;
  readonly originalRecipient: string | null;
  /** Whether the answers of the servers behind the recipient may be shown to this side. */
  readonly showsReplies: boolean;
}

/**
 * Whose a message is, under one rule: an event belongs to a party of the message that the server itself
 * established. These are the login that SASL verified, and the recipient (or the address of ours that the
 * recipient was reached through). An envelope sender without a login is only a claim, and never owns anything.
 *
 * - SENT: the client logged in. Owner: the login, or the envelope sender where the login is no address.
 *   The recipient is the address the sender wrote to. Where an alias stands behind it, its members and
 *   what their servers answered stay the alias's business: one SENT event covers them all.
 * - RECEIVED: owner is the final recipient, or, where the message leaves this server because an address here
 *   forwards it, that address. A message a logged-in client sends elsewhere has no RECEIVED event, nor has
 *   one that was refused while it was being sent.
 * - What remains (a notification to a foreign sender, a relay attempt) is RECEIVED under its foreign
 *   recipient: no mailbox here has that address, so only the operator finds it; and behind a front server
 *   that relays by SMTP it is the right owner.
 */
export function perspectives(entry: QueueEntry, track: RecipientTrack): Perspective[] {
  const found: Perspective[] = [];
  if (entry.authenticatedUser !== null) found.push(sent(entry, track, entry.authenticatedUser));
  const address = receivingAddress(entry, track);
  if (address !== null) {
    found.push({
      direction: MailDirection.RECEIVED,
      address: mailboxAddress(address),
      correspondent: entry.sender,
      recipient: track.recipient,
      originalRecipient: track.originalRecipient,
      showsReplies: true,
    });
  }
  return found;
}

function sent(entry: QueueEntry, track: RecipientTrack, login: string): Perspective {
  const address = login.includes('@') ? login : (entry.sender ?? login);
  const recipient = track.originalRecipient ?? track.recipient;
  return {
    direction: MailDirection.SENT,
    address: mailboxAddress(address),
    correspondent: recipient,
    recipient,
    originalRecipient: null,
    showsReplies: track.originalRecipient === null,
  };
}

function receivingAddress(entry: QueueEntry, track: RecipientTrack): string | null {
  const wasSentFromHere = entry.authenticatedUser !== null;
  if (track.wasRefused) return wasSentFromHere ? null : track.recipient;
  if (track.destination === 'mailbox') return track.recipient;
  if (track.destination === 'elsewhere' && track.originalRecipient !== null) return track.originalRecipient;
  return wasSentFromHere ? null : track.recipient;
}
