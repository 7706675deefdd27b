export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded-postgres';
export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './error';
