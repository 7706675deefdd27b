import { Cost, OnePerRequest, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { TestSortingRuleInput } from './sorting-trial.inputs';
import { TestSortingRulePayload, type TrialOutcome } from './sorting-trial.payloads';
import { tryRules } from './sorting-trial.service';

@Resolver()
export class SortingTrialResolver {
  @Mutation(() => TestSortingRulePayload, {
    nullable: true,
    description:
      'Tries rules of one mailbox on a sample message, in the engine of the mail server, and tells which conditions it ' +
      'meets and what would be done; nothing is done. Folders are taken to be there. Needs the right SORTING_RULES on ' +
      'the mailbox. A request can hold one such mutation only.',
  })
  @OnePerRequest()
  @Cost(300)
  @RequireScope('mail:write')
  testSortingRule(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => TestSortingRuleInput, { description: 'Which rules, and the message.' })
    input: TestSortingRuleInput,
  ): Promise<TrialOutcome> {
    return tryRules(ctx, input);
  }
}
