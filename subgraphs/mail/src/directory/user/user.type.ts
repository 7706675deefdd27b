import { type ForeignEntity, foreignEntity } from '@hostgraph/subgraph-kit';

/** As accounts makes them. Whether there is such a user is known there alone; nobody else can hold what they are given. */
export const USER_ID = /^usr_[0-9A-Za-z]{1,60}$/;

/** Owned, and described to explorers, by accounts, which alone answers for more than the id. */
export const User = foreignEntity('User', { resolvable: false });
export type User = ForeignEntity;
