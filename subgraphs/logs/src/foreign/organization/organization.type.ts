import { type ForeignEntity, foreignEntity } from '@hostgraph/subgraph-kit';

/** Owned, and described to explorers, by accounts; what hangs on it here is in the resolver of the audit trail. */
export const Organization = foreignEntity('Organization');
export type Organization = ForeignEntity;
