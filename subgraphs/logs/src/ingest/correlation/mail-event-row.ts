import type { MailEvent } from '../../mail-event/mail-event.entity';

/** A `MailEvent` as the ingest makes it: plain data, times as RFC 3339 text. */
export type MailEventRow = Omit<MailEvent, 'id' | 'occurredAt' | 'updatedAt'> & {
  occurredAt: string;
  updatedAt: string;
};
