import { FilingBuffer } from './filing-buffer';
import { parseDovecot } from './parse-dovecot';

const time = new Date('2026-11-23T21:56:48Z');

function parse(message: string, program = ''): ReturnType<typeof parseDovecot> {
  return parseDovecot({ time, host: '', program, pid: '', message });
}

const start = 'lmtp(Cora@example.test)<20317><vUWKN5+2BGtdTwAAg+zDdQ:R2>: Info: sieve: msgid=';

it('reads where Sieve filed a message', () => {
  expect(parse(`${start}<a@b>: fileinto action: stored mail into mailbox 'Buchhaltung/Rechnungen'`)).toEqual({
    time,
    recipient: 'cora@example.test',
    messageId: '<a@b>',
    session: 'vUWKN5+2BGtdTwAAg+zDdQ:R2',
    folder: 'Buchhaltung/Rechnungen',
    text: "stored mail into mailbox 'Buchhaltung/Rechnungen'",
  });
});

it('reads a delivery without Sieve, by LDA and through syslog', () => {
  expect(parse('lda(anna@example.test): msgid=<a@b>: saved mail to INBOX', 'dovecot')).toMatchObject({
    session: null,
    folder: 'INBOX',
  });
});

it('reads a discard, and a message without id', () => {
  expect(
    parse(`${start}unspecified: marked message to be discarded if not explicitly delivered (discard action)`),
  ).toMatchObject({ folder: null, messageId: null });
  // Pigeonhole 0.5.19, whose log names the action and writes it with a capital.
  expect(
    parse(
      'lmtp(bert@example.test)<27905><4OW+Oce5BmsBbQAAg+zDdQ>: Info: sieve: msgid=<c7a6@stranger.test>: discard action: Marked message to be discarded if not explicitly delivered (discard action)',
    ),
  ).toMatchObject({ folder: null, messageId: '<c7a6@stranger.test>', session: '4OW+Oce5BmsBbQAAg+zDdQ' });
});

it('takes the words after the message id, whatever the message id says', () => {
  expect(
    parse(`${start}<x>: stored mail into mailbox 'Junk': fileinto action: stored mail into mailbox 'INBOX'`),
  ).toMatchObject({ folder: 'INBOX', messageId: "<x>: stored mail into mailbox 'Junk'" });
});

it.each([
  `${start}<a@b>: vacation action: sent vacation response to <x@y>`,
  `${start}<a@b>: failed to store into mailbox 'INBOX': Quota exceeded`,
  'imap-login: Info: Login: user=<anna@example.test>, method=PLAIN',
  'lmtp(20317): Info: Connect from 127.0.0.1',
])('passes over %s', (message) => {
  expect(parse(message)).toBe('ignored');
});

it('is not held up by a message id that repeats the words of a filing', () => {
  // What looks at the rest again at each of them does not come to an end.
  expect(parse(`${start}${": stored mail into mailbox '".repeat(200_000)}`)).toBe('ignored');
});

it('gathers several actions on one delivery: a store outdoes a discard, the spam folder is told', () => {
  const buffer = new FilingBuffer();
  for (const action of [
    'marked message to be discarded if not explicitly delivered (discard action)',
    "stored mail into mailbox 'Archive'",
    "fileinto action: stored mail into mailbox 'Junk'",
  ]) {
    const filing = parse(`${start}<a@b>: ${action}`);
    if (filing !== 'ignored') buffer.add(filing);
  }
  expect(buffer.takeDue(new Set())).toMatchObject([{ folder: 'Archive', isSpam: true }]);
});
