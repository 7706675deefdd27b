/** Where Dovecot put (or dropped) one delivered message. */
export interface DovecotFiling {
  time: Date;
  /** Lower-cased user of the delivery. */
  recipient: string;
  /** Null where the message has none. */
  messageId: string | null;
  /** Id of the LMTP session, which Postfix logs too (`250 2.0.0 <a@b> SESSION Saved`). Null for dovecot-lda. */
  session: string | null;
  /** Null: taken out without being stored. */
  folder: string | null;
  /** Dovecot's own words. */
  text: string;
}
