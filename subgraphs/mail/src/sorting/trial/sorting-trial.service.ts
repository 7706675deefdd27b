import { recordAuditEvent, type RequestContext } from '@hostgraph/subgraph-kit';
import { MailAuditAction, MailAuditTargetType } from '../../audit-event/audit-action';
import { AuditEvent } from '../../audit-event/audit-event.entity';
import { MailboxAction } from '../../permission/mailbox-action/mailbox-action';
import { AddressKind } from '../../directory/mailbox-address/address-kind';
import { MailboxAddress } from '../../directory/mailbox-address/mailbox-address.entity';
import { SortingRule } from '../rule/sorting-rule.entity';
import { actOnMailbox } from '../../permission/mailbox-action/act-on-mailbox';
import { type EngineFailure, type EngineRun, runSieve } from '../../sieve/sieve-engine';
import { refusal, TRIAL_FAILURES } from './sorting-trial.errors';
import type { TestSortingRuleInput } from './sorting-trial.inputs';
import type { TrialOutcome } from './sorting-trial.payloads';
import type { Verdict } from './sorting-trial.type';
import { askingScript, decidingScript } from './trial-script';

/** Where a message comes from of which nobody says it (RFC 2606). */
const NOBODY = 'nobody@example.com';

/** @throws NOT_FOUND, FORBIDDEN */
export async function tryRules(ctx: RequestContext, input: TestSortingRuleInput): Promise<TrialOutcome> {
  const tried = await readTried(ctx, input);
  if (!('rules' in tried)) return tried;
  const { rules, address } = tried;
  if (rules.length === 0 || rules.length < new Set(input.ruleIds).size) {
    return { userErrors: [refusal('NO_SUCH_RULE', 'ruleIds')] };
  }
  const trial = await run(ctx, rules, {
    message: input.message,
    envelopeFrom: input.envelopeFrom ?? NOBODY,
    envelopeTo: input.envelopeTo ?? address,
  });
  return typeof trial === 'string'
    ? { userErrors: [refusal(TRIAL_FAILURES[trial], 'message')] }
    : { trial, userErrors: [] };
}

/** In a transaction of its own, which does not last while the engine works. */
const readTried = (ctx: RequestContext, { mailboxId, ruleIds }: TestSortingRuleInput) =>
  actOnMailbox(ctx, mailboxId, MailboxAction.TEST_SORTING_RULE, async (manager, { id, organizationId }) => {
    await recordAuditEvent(ctx, manager, AuditEvent, {
      organizationId,
      action: MailAuditAction.TEST_SORTING_RULE,
      targetType: MailAuditTargetType.MAILBOX,
      targetId: id,
    });
    const all = await manager.find(SortingRule, { where: { mailboxId: id }, order: { position: 'ASC' } });
    const { address } = await manager.findOneByOrFail(MailboxAddress, {
      mailboxId: id,
      kind: AddressKind.PRIMARY,
    });
    return {
      address,
      rules: all.filter((rule) => (ruleIds ? ruleIds.includes(rule.id) : rule.isEnabled)),
      userErrors: [],
    };
  });

async function run(
  ctx: RequestContext,
  rules: readonly SortingRule[],
  message: Omit<EngineRun, 'script'>,
): Promise<Verdict | EngineFailure> {
  const { script: asking, questionAt } = askingScript(rules);
  const { script: deciding, actionAt } = decidingScript(rules);
  const answers = await runSieve(ctx, { ...message, script: asking });
  if (typeof answers === 'string') return answers;
  const decisions = await runSieve(ctx, { ...message, script: deciding });
  if (typeof decisions === 'string') return decisions;

  const yes = [...questionAt].filter(([line]) => answers.lines.has(line)).map(([, question]) => question);
  const isMet = (rule: SortingRule, condition: number | null) =>
    yes.some((question) => question.rule === rule && question.condition === condition);
  const done = [...actionAt].filter(([line]) => decisions.lines.has(line)).map(([, deed]) => deed);
  return {
    rules: rules.map((rule) => ({
      rule,
      isMet: isMet(rule, null),
      conditionsMet: rule.conditions.map((_condition, index) => isMet(rule, index)),
      actions: done.filter((deed) => deed.rule === rule).map(({ action }) => action),
    })),
    staysInInbox: decisions.keeps,
  };
}
