import { type Refusable, type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { SignatureVariable } from '../template/signature-variable';
import { Signature } from './signature.entity';

/** What a mutation did to a signature, or why it did nothing. */
export interface SignatureOutcome extends Refusable {
  readonly signature?: Signature;
  readonly missingVariables: readonly SignatureVariable[];
}

/** Which signature is gone. */
export interface SignatureDeletion extends Refusable {
  readonly deletedId?: string;
}

@ObjectType()
abstract class SignaturePayload implements SignatureOutcome {
  @Field(() => Signature, {
    nullable: true,
    description: 'The signature as it is now; null when there are `userErrors`.',
  })
  signature?: Signature;

  @Field(() => [SignatureVariable], {
    description: 'The variables that have no value, also where the signature is refused as READY for them.',
  })
  missingVariables!: readonly SignatureVariable[];

  @UserErrors()
  userErrors!: readonly UserError[];
}

@ObjectType({
  description:
    'Result of `createSignature`: `signature` and `missingVariables`, or the `userErrors` for which nothing was changed.',
})
export class CreateSignaturePayload extends SignaturePayload {}

@ObjectType({
  description:
    'Result of `updateSignature`: `signature` and `missingVariables`, or the `userErrors` for which nothing was changed.',
})
export class UpdateSignaturePayload extends SignaturePayload {}

@ObjectType({
  description: 'Result of `deleteSignature`: `deletedId`, or the `userErrors` for which nothing was changed.',
})
export class DeleteSignaturePayload implements SignatureDeletion {
  @Field(() => ID, {
    nullable: true,
    description: 'Id of the signature that is gone; null where there are `userErrors`.',
  })
  deletedId?: string;

  @UserErrors('Why it was not deleted; empty where it is.')
  userErrors!: readonly UserError[];
}
