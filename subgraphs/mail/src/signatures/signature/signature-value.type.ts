import { Field, ObjectType } from 'type-graphql';
import { SignatureVariable } from '../template/signature-variable';

/** Values that people gave, by variable. */
export type SignatureValues = Readonly<Partial<Record<SignatureVariable, string>>>;

export interface GivenValue {
  readonly variable: SignatureVariable;
  readonly value: string;
}

@ObjectType({ description: 'What stands in the place of a variable, because somebody said so.' })
export class SignatureValue implements GivenValue {
  @Field(() => SignatureVariable, { description: 'Which variable.' })
  variable!: SignatureVariable;

  @Field({ description: 'What stands in its place, as it was given: in HTML it is escaped.' })
  value!: string;
}
