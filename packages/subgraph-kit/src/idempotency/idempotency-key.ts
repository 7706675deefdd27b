import { Matches } from 'class-validator';
import { Field } from 'type-graphql';
import { Constrained } from '../schema/bounds/constrained';

const MAX_LENGTH = 100;
const VISIBLE_ASCII = new RegExp(`^[\\x21-\\x7e]{8,${MAX_LENGTH}}$`);
const FORM = `8 to ${MAX_LENGTH} visible ASCII characters`;

/**
 * Declares an input's `idempotencyKey`.
 *
 * @param repetition what happens to a request that is sent again, for the description
 */
export const IdempotencyKey =
  (repetition: string, { nullable = false } = {}): PropertyDecorator =>
  (target, property) => {
    const description =
      `Something that this request alone has, ${FORM}, such as a UUID: ` +
      `sent again with the same key, the request ${repetition}`;
    const parts = [
      Field(() => String, { nullable, description }),
      Matches(VISIBLE_ASCII, { message: `$property must be ${FORM}` }),
      Constrained({ maxLength: MAX_LENGTH }),
    ];
    for (const declare of parts) declare(target, property);
  };
