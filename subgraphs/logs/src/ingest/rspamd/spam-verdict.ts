import type { SpamAction } from '../../mail-event/spam-action';

/** What rspamd thinks of one message, with that by which the message is known. */
export interface SpamVerdict {
  /** Postfix's. */
  readonly queueId: string;
  /** As Postfix writes it, `<>` where the message has none. */
  readonly messageId: string;
  readonly action: SpamAction;
  readonly score: number | null;
}
