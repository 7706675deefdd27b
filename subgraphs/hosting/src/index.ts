export { FTP_ACCOUNT_ERROR_CODES } from './ftp-account/ftp-account.errors';
export { hostingSubgraph } from './subgraph';
export { USERNAME_MIGRATION_ERROR_CODES } from './username-migration/username-migration.errors';
