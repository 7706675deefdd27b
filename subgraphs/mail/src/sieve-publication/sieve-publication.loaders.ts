import type { Batch } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { SievePublication } from './sieve-publication.entity';

export const publicationsByMailbox: Batch<string, SievePublication> = async ({ database }, mailboxIds) => {
  const found = await database.getRepository(SievePublication).findBy({ mailboxId: In([...mailboxIds]) });
  return new Map(found.map((publication) => [publication.mailboxId, publication]));
};
