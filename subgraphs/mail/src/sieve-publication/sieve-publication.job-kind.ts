import type { JobKind } from '@hostgraph/subgraph-kit';

/** Brings a mailbox's script to the mail server; by the mailbox's id. */
export const SIEVE_PUBLICATION: JobKind = { name: 'sieve-publication' };
