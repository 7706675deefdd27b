import { Field, ObjectType } from 'type-graphql';
import { AutoReplyVariable } from '../template/auto-reply-variable';

/** Values that somebody gave, by variable. */
export type AutoReplyValues = Readonly<Partial<Record<AutoReplyVariable, string>>>;

export interface GivenValue {
  readonly variable: AutoReplyVariable;
  readonly value: string;
}

@ObjectType({ description: 'What stands in the place of a variable, because somebody said so.' })
export class AutoReplyValue implements GivenValue {
  @Field(() => AutoReplyVariable, { description: 'Which variable.' })
  variable!: AutoReplyVariable;

  @Field({ description: 'What stands in its place, as it was given: in HTML it is escaped.' })
  value!: string;
}

/** In the order of the enum. */
export const listValues = (values: AutoReplyValues): GivenValue[] =>
  Object.values(AutoReplyVariable).flatMap((variable) => {
    const value = values[variable];
    return value === undefined ? [] : [{ variable, value }];
  });
