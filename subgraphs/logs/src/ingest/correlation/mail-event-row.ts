import type { MailEvent } from '../../mail-event/mail-event.entity';

/** A `MailEvent` as the ingest makes it: plain data, times as RFC 3339 text. Dovecot's folder comes later. */
export type MailEventRow = Omit<MailEvent, 'id' | 'occurredAt' | 'updatedAt' | 'folder'> & {
  occurredAt: string;
  updatedAt: string;
};
