import { describeFailure } from './describe-failure';
import { StartupError } from './startup-error';

const SECRET = '$6$salt$hash-of-somebody';

/** As pg and TypeORM make them: the values stand in the text, the detail, the parameters and the statement. */
const refused = () =>
  Object.assign(new Error(`invalid input syntax for type json: "${SECRET}"`), {
    ...{
      severity: 'ERROR',
      code: '23505',
      constraint: 'ftp_account_username',
      schema: 'hosting',
      table: 'ftp_account',
    },
    ...{ detail: `Key (x)=(${SECRET})`, parameters: [SECRET], query: `SELECT '${SECRET}'` },
  });

it('tells an operator in one line what can be helped', () => {
  expect(describeFailure('mail', new StartupError('PORT: must be a number'))).toBe(
    'mail: PORT: must be a number',
  );
});

it.each([
  ['as it is', refused()],
  ['as the cause of another', new Error(`in ${SECRET}`, { cause: refused() })],
  ['among several', new AggregateError([new Error('one'), refused()], SECRET)],
])('names the code and the constraint of a refused statement, and no value: %s', (_how, error) => {
  expect(describeFailure('hosting', error)).toBe(
    'hosting: the database refused a statement (SQLSTATE 23505, constraint ftp_account_username, of hosting.ftp_account)',
  );
});

it('prints no properties of other errors, and none of what is no error', () => {
  const lost = Object.assign(new Error('connect ECONNREFUSED'), {
    code: 'ECONNREFUSED',
    parameters: [SECRET],
  });
  expect(describeFailure('hosting', lost)).toMatch(/^Error: connect ECONNREFUSED\n {4}at /);
  expect(describeFailure('hosting', lost)).not.toContain(SECRET);
  expect(describeFailure('hosting', { secret: SECRET })).toBe('hosting: it failed');
});
