import { Directive, Field, ObjectType } from 'type-graphql';
import type { ErrorCodeDescription } from './error-codes';

/** An expected refusal, as a mutation's payload tells it in `userErrors`. */
@ObjectType({ description: 'Why a mutation did nothing, for the person who asked for it.' })
@Directive('@shareable')
export class UserError {
  @Field({
    description: 'What is wrong, in capitals such as `LIMIT_REACHED`; docs/errors.md lists all codes.',
  })
  code!: string;

  @Field({ description: 'The same in a sentence, in English.' })
  message!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Which argument is wrong, such as `["input", "name"]`; null when it is none in particular.',
  })
  path!: readonly string[] | null;
}

/** Declares a payload's `userErrors`. */
export const UserErrors = (
  description = 'Why nothing was done; empty where it is done.',
): PropertyDecorator => Field(() => [UserError], { description });

/** Makes refusals from a noun's list of codes, each about one argument inside `input`. */
export const refusalsOf =
  <Code extends string>(codes: Readonly<Record<Code, ErrorCodeDescription>>) =>
  (code: Code, argument: string): UserError =>
    Object.assign(new UserError(), { code, message: codes[code].meaning, path: ['input', argument] });
