import { type Batch, groupBy } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { Redirection } from './redirection.entity';

/** All redirections of each mailbox, by target. */
export const redirectionsByMailbox: Batch<string, readonly Redirection[]> = async (
  { database },
  mailboxIds,
) => {
  const found = await database
    .getRepository(Redirection)
    .find({ where: { mailboxId: In([...mailboxIds]) }, order: { target: 'ASC' } });
  return groupBy(found, ({ mailboxId }) => mailboxId);
};
