import { type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import type { MailboxOutcome } from '../../directory/mailbox/mailbox.payloads';
import { StopRuleForwardingInput } from './rule-forwarding.inputs';
import { StopRuleForwardingPayload } from './rule-forwarding.payloads';
import { readRuleForwarding, stopRuleForwarding } from './rule-forwarding.service';
import { RuleForwarding } from './rule-forwarding.type';

@Resolver(() => Mailbox)
export class RuleForwardingResolver {
  @FieldResolver(() => RuleForwarding, {
    nullable: true,
    description:
      'How many of its sorting rules forward messages, which `redirections` does not show. For holders of ' +
      'REDIRECTIONS, administrators among them; others get FORBIDDEN.',
  })
  @RequireScope('mail:read')
  ruleForwarding(@Ctx() ctx: RequestContext, @Root() mailbox: Mailbox): Promise<RuleForwarding> {
    return readRuleForwarding(ctx, mailbox);
  }

  @Mutation(() => StopRuleForwardingPayload, {
    nullable: true,
    description:
      'Ends all forwarding by the sorting rules of a mailbox, such as of somebody who has left, without showing the ' +
      'rules. Each of them is left out (FORWARD_NOT_ALLOWED) until somebody with the right REDIRECTIONS updates it. ' +
      'Needs the right REDIRECTIONS.',
  })
  @RequireScope('mail:write')
  stopRuleForwarding(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => StopRuleForwardingInput, { description: 'Of which mailbox.' })
    { mailboxId }: StopRuleForwardingInput,
  ): Promise<MailboxOutcome> {
    return stopRuleForwarding(ctx, mailboxId);
  }
}
