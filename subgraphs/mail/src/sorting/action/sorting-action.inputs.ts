import { Constrained, EmailAddress } from '@hostgraph/subgraph-kit';
import { Field, InputType } from 'type-graphql';
import { SortingActionKind } from './sorting-action-kind';

export const MAX_ACTIONS = 10;
const MAX_FOLDER = 200;
/** Of all rules of a mailbox together, as `sieve_max_redirects` of deploy/dovecot/dovecot.conf. */
export const MAX_FORWARDS = 20;

@InputType({ description: 'An action as somebody writes it.' })
export class SortingActionInput {
  @Field(() => SortingActionKind, { description: 'What is done.' })
  kind!: SortingActionKind;

  @Field(() => String, {
    nullable: true,
    description:
      'The folder, its parents first, such as `Work/Invoices`: 1 to 200 visible characters. Exactly for MOVE and COPY.',
  })
  @Constrained({ maxLength: MAX_FOLDER })
  folder?: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description: `Whom it is sent on to. Exactly for FORWARD. The rules of a mailbox forward to ${MAX_FORWARDS} addresses at most.`,
  })
  address?: string | null;
}
