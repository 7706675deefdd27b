export { FTP_ACCOUNT_ERROR_CODES } from './ftp-account/ftp-account.errors';
export { hostingSubgraph } from './subgraph';
