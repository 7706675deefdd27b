import { inspect } from 'node:util';
import { GraphQLError, parseValue } from 'graphql';
import { Secret, SecretText } from './secret';

it('gives a variable’s text to nobody but who asks for it', () => {
  const secret = Secret.parseValue('hunter2');
  expect(secret.reveal()).toBe('hunter2');
  for (const shown of [String(secret), JSON.stringify({ secret }), inspect({ secret }), inspect(secret)]) {
    expect(shown).not.toContain('hunter2');
  }
});

it.each([12345, null, ['hunter2'], { text: 'hunter2' }, true])('does not take %j', (value) => {
  expect(() => Secret.parseValue(value)).toThrow(/^A secret must be a text$/);
});

it('refuses what stands in a document, without repeating it', () => {
  const read = () => Secret.parseLiteral(parseValue('"hunter2"'));
  expect(read).toThrow(GraphQLError);
  expect(read).toThrow(/^A secret is accepted as a variable only/);
});

it('is never answered', () => {
  expect(() => Secret.serialize(new SecretText('hunter2'))).toThrow(/never answered/);
});
