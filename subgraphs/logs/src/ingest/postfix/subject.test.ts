import { readSubject } from './subject';

const tail =
  ' from localhost[127.0.0.1]; from=<ok@stranger.test> to=<anna@example.test> proto=ESMTP helo=<client.test>';

it.each([
  ['Hello', 'Hello'],
  // As Postfix 3.7 shows a folded header of encoded words.
  [
    '=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_Z=C3=BCrich_?=? =?UTF-8?Q?=E2=80=94_ein_langer_Betreff=2C_der_gefa?=? =?UTF-8?Q?ltet_werden_mu=C3=9F=2C_weil_er_so_lang_?= =?UTF-8?Q?ist?=',
    'Grüße aus Zürich — ein langer Betreff, der gefaltet werden muß, weil er so lang ist',
  ],
  ['=?iso-8859-1?B?R3L832U=?=', 'Grüße'],
  ['What? Really?', 'What? Really?'],
  ['=?utf-8?Q?a=00b=1B[31m=E2=80=AEc?=', 'a b [31mc'],
  ['=?no-such-charset?Q?abc?=', 'abc'],
])('decodes %s', (shown, subject) => {
  expect(readSubject(`info: header Subject: ${shown}${tail}`)).toBe(subject);
});

it('says that a long one was cut, and leaves out the encoded word that lost its end', () => {
  const word = '=?utf-8?Q?=C3=A4=C3=A4=C3=A4=C3=A4=C3=A4=C3=A4=C3=A4=C3=A4?= ';
  const shown = word.repeat(4).slice(0, 200);
  expect(readSubject(`warning: header Subject: ${shown}${tail}`)).toBe(`${'ä'.repeat(24)}…`);
});

it('is null where it is empty, and undefined where the line tells of something else', () => {
  expect(readSubject(`info: header Subject:${tail}`)).toBeNull();
  expect(readSubject(`info: header X-Spam: Subject: x${tail}`)).toBeUndefined();
  expect(readSubject('message-id=<info: header Subject: x>')).toBeUndefined();
});

it('ends where it imitates what the server says, and shows nothing of that', () => {
  const imitation = 'Hi from a[1.2.3.4]; from=<x> to=<y>';
  expect(readSubject(`info: header Subject: ${imitation}${tail}`)).toBe('Hi');
  expect(
    readSubject(
      `info: header Subject: Hi from b[1.2.3.4]; from=<x> to=<secret@example.test> proto=ESMTP helo=< from c[1.2.3.4]; from=<>`,
    ),
  ).toBe('Hi');
});

it('is not held up by a line that repeats the words', () => {
  expect(readSubject(`info: header Subject: ${' from a[1'.repeat(100_000)}`)).toBeUndefined();
});
