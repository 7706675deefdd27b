import type { MailEvent } from '../../mail-event/mail-event.entity';

/** A `MailEvent` as the ingest makes it: plain data. */
export type MailEventRow = Omit<MailEvent, 'id' | 'updatedAt'> & {
  /** RFC 3339. */
  updatedAt: string;
};
