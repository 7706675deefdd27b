import { OpenState } from '../open-state/open-state';
import { parsePostfix } from '../postfix/parse-postfix';
import { Correlator } from './correlator';

const START = Date.UTC(2026, 10, 23, 10);

/** How many events are given out in all while these lines are read, a pause after each portion. */
function givenOut(portions: readonly (readonly string[])[]): number {
  let count = 0;
  const correlator = new Correlator(new OpenState(), (_entry, { rows }) => (count += rows.length));
  for (const [index, portion] of portions.entries()) {
    for (const text of portion) {
      const [program = '', message = ''] = text.split('|');
      const line = { time: new Date(START + index * 3000), host: 'mx1', program, pid: '1', message };
      const record = parsePostfix(line);
      if (typeof record === 'string') throw new Error(`${record}: ${text}`);
      correlator.accept(line, record);
    }
  }
  correlator.flushQuiet(0);
  return count;
}

const ARRIVAL = [
  'postfix/smtpd|ABCDEF1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test',
  'postfix/qmgr|ABCDEF1: from=<anna@example.test>, size=9, nrcpt=400 (queue active)',
];
const REMOVED = 'postfix/qmgr|ABCDEF1: removed';

const deliveries = (original: string): string[] =>
  Array.from(
    { length: 400 },
    (_, index) =>
      `postfix/smtp|ABCDEF1: to=<k${index}@remote.test>, ${original}relay=r[192.0.2.1]:25, delay=1, dsn=2.0.0, status=sent (250 ok)`,
  );

it.each([
  ['one event of each recipient', '', 400],
  // The sender's event of the alias advances with each portion, and each member that is elsewhere has one under the alias.
  [
    'the sender’s event of an alias as often as it learns something',
    'orig_to=<all@example.test>, ',
    400 + 40,
  ],
])('gives out of a message only what is new: %s', (_what, original, count) => {
  const all = deliveries(original);
  const portions = Array.from({ length: 40 }, (_, index) => all.slice(index * 10, index * 10 + 10));
  expect(givenOut([ARRIVAL, ...portions, [REMOVED], []])).toBe(count);
});

it('says all of it once more when something becomes known of the whole message', () => {
  const all = deliveries('');
  expect(givenOut([ARRIVAL, all, ['postfix/cleanup|ABCDEF1: message-id=<m@x.test>'], [REMOVED]])).toBe(800);
  // The same again, as the queue manager says with each attempt, is no news.
  expect(givenOut([ARRIVAL, all, [ARRIVAL[1]!], [ARRIVAL[1]!], [REMOVED]])).toBe(400);
});
