import { type ForeignEntity, foreignEntity } from '@hostgraph/subgraph-kit';

/** Owned, and described to explorers, by accounts; what hangs on it here is in the resolver beside this file. */
export const Organization = foreignEntity('Organization');
export type Organization = ForeignEntity;
