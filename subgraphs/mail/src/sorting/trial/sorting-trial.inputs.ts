import { Constrained, EmailAddress } from '@hostgraph/subgraph-kit';
import { IsOptional, MinLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { MAX_RULES } from '../rule/sorting-rule.errors';

const MAX_MESSAGE = 100_000;

@InputType({ description: 'Input of `testSortingRule`.' })
export class TestSortingRuleInput {
  @Field(() => ID, { description: 'Id of the one mailbox whose rules are tried, `mbx_…`.' })
  mailboxId!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Only these of its rules, also where they are switched off; all that are on, when left out.',
  })
  @IsOptional()
  @Constrained({ maxItems: MAX_RULES })
  ruleIds?: string[] | null;

  @Field({
    description: `The sample message with its header (RFC 5322), at most ${MAX_MESSAGE} characters. It is not kept.`,
  })
  @MinLength(1, { message: `message must be 1 to ${MAX_MESSAGE} characters` })
  @Constrained({ maxLength: MAX_MESSAGE })
  message!: string;

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'The envelope sender; an address of no meaning when left out.',
  })
  envelopeFrom?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'The address that the message came for; the mailbox’s primary one when left out.',
  })
  envelopeTo?: string | null;
}
