import type { JobKind } from '@hostgraph/subgraph-kit';

/** Writes to those who use a mailbox of a change of rights on it; by the change's id. */
export const RIGHT_NOTICE: JobKind = { name: 'mailbox-right-notice' };
