import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { SortingActionKind } from './sorting-action-kind';

/** As it is stored, too. */
@ObjectType({ description: 'Something that is done with a message which meets the conditions of a rule.' })
export class SortingAction {
  @Field(() => SortingActionKind, { description: 'What is done.' })
  readonly kind!: SortingActionKind;

  @Field(() => String, {
    nullable: true,
    description: 'The folder, its parents first, such as `Work/Invoices`; null where `kind` needs none.',
  })
  readonly folder!: string | null;

  @Field(() => EmailAddress, {
    nullable: true,
    description: 'Whom it is sent on to; null where `kind` is not `FORWARD`.',
  })
  readonly address!: string | null;
}
