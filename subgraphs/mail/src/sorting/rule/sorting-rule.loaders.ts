import { type Batch, groupBy, pagesByParent } from '@hostgraph/subgraph-kit';
import { In } from 'typeorm';
import { SortingRule } from './sorting-rule.entity';

/** The rules of mailboxes in their order. Whether the caller may see them is asked before. */
export const rulePages = pagesByParent({
  entity: SortingRule,
  parentColumn: 'mailbox_id',
  keyset: { columns: { position: 'integer' }, direction: 'ASC' },
});

/** All rules of each mailbox in their order. */
export const rulesByMailbox: Batch<string, readonly SortingRule[]> = async ({ database }, mailboxIds) => {
  const rules = await database
    .getRepository(SortingRule)
    .find({ where: { mailboxId: In([...mailboxIds]) }, order: { position: 'ASC' } });
  return groupBy(rules, ({ mailboxId }) => mailboxId);
};
