import type { Batch } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { SievePublicationState } from './publication-state';
import { SievePublication } from './sieve-publication.entity';
import { SIEVE_SERVER } from './sieve-server';

export const publicationsByMailbox: Batch<string, SievePublication> = async (
  { database, settings },
  mailboxIds,
) => {
  const found = await database.getRepository(SievePublication).findBy({ mailboxId: In([...mailboxIds]) });
  const hasServer = settings.get(SIEVE_SERVER) !== undefined;
  return new Map(
    found.map((publication) => [
      publication.mailboxId,
      Object.assign(publication, {
        state: hasServer ? publication.storedState : SievePublicationState.NOT_CONFIGURED,
      }),
    ]),
  );
};
