import { DatabaseError } from 'pg';
import { QueryFailedError } from 'typeorm';
import { serializeError } from './serialize-error';

const SECRET = 'anna@example.test';

function databaseError(): DatabaseError {
  const error = new DatabaseError(`invalid input syntax: "${SECRET}"`, 0, 'error');
  return Object.assign(error, { code: '22P02', detail: `Key (${SECRET})`, where: SECRET, table: 'mailbox' });
}

it.each<[string, Error]>([
  ['TypeORM', new QueryFailedError('SELECT $1', [SECRET], databaseError())],
  ['pg', databaseError()],
])('names the statement’s fault and none of its values, from %s', (_name, error) => {
  const serialized = serializeError(error);
  expect(serialized).toMatchObject({ code: '22P02', table: 'mailbox' });
  expect((serialized as { stack: string }).stack).toContain('serialize-error.test');
  expect(JSON.stringify(serialized)).not.toContain(SECRET);
});

it('keeps other errors as they are', () => {
  expect(serializeError(new TypeError('no such thing'))).toMatchObject({
    type: 'TypeError',
    message: 'no such thing',
  });
});
