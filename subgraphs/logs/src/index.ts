export { explain } from './explanation/explain';
export { ingestFiles, type IngestOptions, type IngestSummary } from './ingest/ingest-files';
export type { DeliveryAttempt } from './mail-event/delivery-attempt';
export { MailDirection } from './mail-event/mail-direction';
export { MailEvent } from './mail-event/mail-event.entity';
export { MailStatus } from './mail-event/mail-status';
