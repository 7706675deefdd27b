import { GraphQLError } from 'graphql';
import { formatError } from './format-error';

it('tells a client that a text cannot be stored, and not in what words PostgreSQL said so', () => {
  const originalError = Object.assign(new Error('invalid byte sequence for encoding "UTF8": 0x00'), {
    code: '22021',
  });
  const error = new GraphQLError(originalError.message, { path: ['note'], originalError });
  expect(formatError(error.toJSON(), error)).toEqual({
    message: 'A text has a character that cannot be stored',
    path: ['note'],
    extensions: { code: 'BAD_USER_INPUT' },
  });
});
