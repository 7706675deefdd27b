import { type ForeignEntity, foreignEntity } from '@hostgraph/subgraph-kit';

/** Owned, and described to explorers, by accounts; what hangs on it here is beside what it hangs on. */
export const Organization = foreignEntity('Organization');
export type Organization = ForeignEntity;
