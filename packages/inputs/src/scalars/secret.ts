import { inspect } from 'node:util';
import { GraphQLScalarType } from 'graphql';
import { isLongerThan } from '../bounds/text-length';
import { wrongValue } from './wrong-value';

/**
 * A text that nobody may read by accident: printed, joined to another text, logged or turned into JSON it says
 * nothing. Who needs it says so, by `reveal`.
 */
export class SecretText {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** Four times what a password may have: what is too long is said by whoever knows how long it may be. */
const MAX_SECRET = 512;

/** What graphql-js puts around the messages of a scalar quotes the value; `withoutValue` removes it. */
export const Secret = new GraphQLScalarType<SecretText, never>({
  name: 'Secret',
  description:
    'A text that is taken and never given back, such as a password. **It is accepted as a variable only**: what is ' +
    'written into the document itself would be kept wherever documents are, in logs and caches. At most ' +
    `${MAX_SECRET} characters.`,
  extensions: { directives: { constraint: { maxLength: MAX_SECRET } } },
  serialize: () => {
    throw new Error('A secret is never answered');
  },
  parseValue: (value) => {
    if (typeof value !== 'string') throw wrongValue('A secret must be a text');
    if (isLongerThan(value, MAX_SECRET)) throw wrongValue(`A secret has at most ${MAX_SECRET} characters`);
    return new SecretText(value);
  },
  parseLiteral: (node) => {
    throw wrongValue('A secret is accepted as a variable only, not in the document itself', node);
  },
});
