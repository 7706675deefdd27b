import type { SpamAction } from '../../mail-event/spam-action';

/** What rspamd thinks of one message, with that by which the message is known. */
export interface SpamVerdict {
  /** Postfix's. */
  queueId: string;
  /** As Postfix writes it, `<>` where the message has none. */
  messageId: string;
  action: SpamAction;
  score: number | null;
}
