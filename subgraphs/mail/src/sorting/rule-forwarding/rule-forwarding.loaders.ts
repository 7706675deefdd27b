import type { Batch } from '@hostgraph/subgraph-kit';
import { JOIN_FORWARDING_RIGHT } from '../rule/forwarding';
import { RuleForwarding } from './rule-forwarding.type';

/** Of rules that are on, and may forward (sorting-rule/rules-parts.ts). */
export const ruleForwardingByMailbox: Batch<string, RuleForwarding> = async ({ database }, mailboxIds) => {
  const rows: ({ id: string } & RuleForwarding)[] = await database.query(
    `SELECT rule.mailbox_id AS id, count(DISTINCT rule.id)::integer AS "ruleCount",
       count(DISTINCT action->>'address')::integer AS "targetCount"
     FROM mail.sorting_rule AS rule
       JOIN mail.mailbox ON mailbox.id = rule.mailbox_id AND mailbox.state <> 'SUSPENDED'
       ${JOIN_FORWARDING_RIGHT}
       CROSS JOIN LATERAL jsonb_array_elements(rule.actions) AS action
     WHERE rule.mailbox_id = ANY($1) AND rule.is_enabled AND action->>'kind' = 'FORWARD'
     GROUP BY rule.mailbox_id`,
    [mailboxIds],
  );
  return new Map(
    rows.map(({ id, ruleCount, targetCount }) => [
      id,
      Object.assign(new RuleForwarding(), { ruleCount, targetCount }),
    ]),
  );
};
