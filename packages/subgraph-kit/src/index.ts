export {
  EmailAddress,
  LocalDate,
  LocalDateTime,
  normaliseEmailAddress,
  SafeInt,
  Secret,
  SecretText,
} from '@hostgraph/inputs';
export { AuditRecord, recordAuditEvent } from './audit/audit-record';
export { auditTrail } from './audit/audit-trail';
export { PrincipalKind } from './audit/principal-kind';
export { type Batch, load, Loaders, loadOrNotFound } from './context/loaders';
export type { RequestContext } from './context/request-context';
export { databaseFailure } from './database/database-failure';
export { listen } from './database/listen';
export { lockName } from './database/lock-name';
export { openDatabase } from './database/open-database';
export { prepared } from './database/prepared';
export type { Download, FindDownload } from './downloads/download';
export { downloadPath, hashLinkToken, newLinkToken } from './downloads/link-token';
export { badUserInput, CodedError, forbidden, notFound } from './errors/coded-error';
export { type ErrorCodeDescription, KIT_ERROR_CODES } from './errors/error-codes';
export { type Refusable, refuseWith, transactionOf } from './errors/refuse-with';
export { refusalsOf, UserError, UserErrors } from './errors/user-error';
export { IdempotencyKey } from './idempotency/idempotency-key';
export {
  IDEMPOTENCY_ERROR_CODES,
  KEY_REUSED,
  lockIdempotencyKey,
  requestDigest,
} from './idempotency/repeated-request';
export { newId } from './ids/new-id';
export {
  JOB_STATEMENT_TIMEOUT,
  type JobDefinition,
  type JobKind,
  type JobQueue,
  type JobRun,
} from './jobs/job';
export type { Round } from './jobs/rounds';
export { byId, type Visible } from './loaders/by-id';
export { type ListDefinition, pageKey, pagesByParent } from './loaders/pages-by-parent';
export { administers, requireAdministration } from './organizations/administration';
export { administratorsRead } from './organizations/administrators-read';
export {
  DEFAULT_OUTGOING_MAIL,
  OUTGOING_MAIL,
  type OutgoingMailSettings,
  sendMail,
} from './outgoing-mail/outgoing-mail';
export { readOutgoingMailSettings } from './outgoing-mail/outgoing-mail-settings';
export { Constrained } from './schema/bounds/constrained';
export { AssumedSize, Cost } from './schema/cost/cost';
export { describedEnum, quoted, type ValueOf } from './schema/enums/described-enum';
export { isOneOf } from './schema/enums/is-one-of';
export { foreignEntity, type ForeignEntity } from './schema/foreign/foreign-entity';
export { OnePerRequest } from './schema/one-per-request/one-per-request';
export { ConnectionArgs } from './schema/pagination/connection-args';
export { type Connection, connectionType } from './schema/pagination/connection-type';
export { groupBy } from './schema/pagination/group-by';
export {
  type AddParameter,
  type Keyset,
  keysetAfter,
  keysetOrder,
  keysetPage,
  keysetValues,
  type Page,
} from './schema/pagination/keyset';
export { Authenticated, Public, RequireScope } from './schema/scopes/scopes';
export { Setting, Settings } from './settings/settings';
export { buildSchema, describeSubgraph } from './start/build-schema';
export { readDatabaseUrl, readSubgraphConfig, type SubgraphConfig } from './start/config';
export { runDatabaseTask } from './start/run-database-task';
export { type RunningSubgraph, startSubgraph } from './start/start-subgraph';
export type { ReferenceResolver, SubgraphDefinition } from './start/subgraph-definition';
export { issueTicket, readTicket, type Ticket, type TicketKind, type TicketReading } from './tickets/ticket';
export { createTicketKey } from './tickets/ticket-key';
