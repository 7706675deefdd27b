import { type ForeignEntity, foreignEntity } from '@hostgraph/subgraph-kit';

/** Owned, and described to explorers, by accounts, which alone answers for more than the id. */
export const User = foreignEntity('User', { resolvable: false });
export type User = ForeignEntity;
