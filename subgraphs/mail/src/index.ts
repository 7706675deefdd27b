export { MAILBOX_ADDRESS_ERROR_CODES } from './mailbox-address/mailbox-address.errors';
export { MAILBOX_ERROR_CODES } from './mailbox/mailbox.errors';
export { MAILBOX_GRANT_ERROR_CODES } from './mailbox-grant/mailbox-grant.errors';
export { REDIRECTION_ERROR_CODES } from './redirection/redirection.errors';
export { mailSubgraph } from './subgraph';
