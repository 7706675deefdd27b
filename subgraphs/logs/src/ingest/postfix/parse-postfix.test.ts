import fc from 'fast-check';
import type { SyslogLine } from '../syslog/syslog-line';
import { isPostfix, parsePostfix } from './parse-postfix';

function parse(program: string, message: string): ReturnType<typeof parsePostfix> {
  return parsePostfix(line(program, message));
}

function line(program: string, message: string): SyslogLine {
  return { time: new Date(0), host: 'mx1', program, pid: '1', message };
}

it('knows Postfix by its daemons, whatever the syslog_name', () => {
  expect(isPostfix(line('postfix/smtpd', ''))).toBe(true);
  expect(isPostfix(line('postfix/submission/smtpd', ''))).toBe(true);
  expect(isPostfix(line('postfix-proto/qmgr', ''))).toBe(true);
  expect(isPostfix(line('postfix/127.0.0.1:4252/smtpd', ''))).toBe(true);
  expect(isPostfix(line('postfix/[2001:db8::1]:10025/smtpd', ''))).toBe(true);
  expect(isPostfix(line('postfix', ''))).toBe(true);
  expect(isPostfix(line('postfix-out', ''))).toBe(true);
  expect(isPostfix(line('postfix/postfix-script', ''))).toBe(false);
  expect(isPostfix(line('dovecot', ''))).toBe(false);
});

it.each([
  [
    'smtpd',
    'NOQUEUE: reject: RCPT from a[192.0.2.7]: 550 5.1.1 no; from=<p@x.test> to=<anna@example.test> proto=ESMTP helo=<h>',
  ],
  ['smtpd', 'connect from a[192.0.2.7]'],
  ['smtpd', 'Anonymous TLS connection established from a[192.0.2.7]: TLSv1.3 with cipher X'],
  ['smtpd', 'ABCDEF1: client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test'],
  ['pickup', 'ABCDEF1: uid=102 from=<anna@example.test>'],
  ['cleanup', 'ABCDEF1: message-id=<m@example.test>'],
  ['cleanup', 'ABCDEF1: info: header Subject: hi from a[192.0.2.7]; from=<p@x.test> to=<anna@example.test>'],
  [
    'cleanup',
    'ABCDEF1: discard: header Subject: hi from a[192.0.2.7]; from=<p@x.test> to=<anna@example.test> proto=ESMTP helo=<h>',
  ],
  ['qmgr', 'ABCDEF1: from=<p@x.test>, size=100, nrcpt=1 (queue active)'],
  ['qmgr', 'ABCDEF1: from=<p@x.test>, status=expired, returned to sender'],
  ['qmgr', 'ABCDEF1: removed'],
  ...[
    ['smtp', 'mx.remote.test[203.0.113.5]:25', '250 ok'],
    ['lmtp', 'mx1[private/dovecot-lmtp]', '250 2.0.0 <anna@example.test> S1 Saved'],
    ['lmtp', 'dc[2001:db8::5]:24', '452 4.2.2 full'],
    ['local', 'local', 'delivered to mailbox'],
    ['virtual', 'virtual', 'delivered to maildir'],
    ['pipe', 'dovecot', 'delivered via dovecot service'],
    ['error', 'none', 'unreachable'],
  ].map(([agent = '', relay, reply]) => [
    agent,
    `ABCDEF1: to=<anna@example.test>, relay=${relay}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (${reply})`,
  ]),
] as [string, string][])('reads what %s writes where its name is cut off: %s', (daemon, message) => {
  const whole = parse(`postfix/${daemon}`, message);
  expect(whole).toBeInstanceOf(Object);
  expect(parse('postfix', message)).toEqual(whole);
});

describe('arrival', () => {
  it('reads client and login', () => {
    expect(
      parse(
        'postfix/smtpd',
        '4D2F02C2818: client=localhost[127.0.0.1], sasl_method=PLAIN, sasl_username=anna@example.test',
      ),
    ).toEqual({
      kind: 'arrival',
      queueId: '4D2F02C2818',
      clientAddress: '127.0.0.1',
      authenticatedUser: 'anna@example.test',
    });
    expect(parse('postfix/smtpd', '3b5YQ20YDmzFlX: client=mail.test[2001:db8::1]:4711')).toEqual({
      kind: 'arrival',
      queueId: '3b5YQ20YDmzFlX',
      clientAddress: '2001:db8::1',
      authenticatedUser: null,
    });
  });

  it.each([
    ['localhost[127.0.0.1]', 'orig_client=unknown[198.51.100.9]', '198.51.100.9'],
    ['amavis.net[172.18.0.5]:41022', 'orig_client=dsl.home.test[2001:db8::9]:54321', '2001:db8::9'],
    ['filter[fd00::5]', 'orig_client=dsl.home.test[198.51.100.9], tls=none', '198.51.100.9'],
    ['filter[fd00::5]', 'x=y', undefined],
  ])('reads where a filter has %s from (%s)', (client, original, originalClient) => {
    expect(
      parse(
        'postfix/127.0.0.1:10025/smtpd',
        `ABCDEF1: client=${client}, orig_queue_id=4jdRj93ZV7zMS47, ${original}`,
      ),
    ).toMatchObject({ originalQueueId: '4jdRj93ZV7zMS47', originalClient });
  });

  it.each([
    'sasl_method=PLAIN, sasl_username=x, orig_queue_id=4jdRj93ZV7zMS47, orig_client=a[192.0.2.9]',
    'sasl_method=PLAIN, sasl_username=x, sasl_sender=y, orig_queue_id=4jdRj93ZV7zMS47',
    'orig_queue_id=../x',
  ])('takes nothing for a filter’s word that may be a client’s: %s', (rest) => {
    expect(parse('postfix/smtpd', `ABCDEF1: client=a[192.0.2.9], ${rest}`)).toMatchObject({
      originalQueueId: undefined,
      originalClient: undefined,
    });
  });

  it('does not take what follows the login for a part of it', () => {
    expect(
      parse(
        'postfix/smtpd',
        'ABCDEF1: client=a[::1], sasl_method=PLAIN, sasl_username=anna, sasl_sender=bert@example.test',
      ),
    ).toMatchObject({ authenticatedUser: 'anna' });
  });
});

describe('delivery', () => {
  it('keeps the answer of the server and leaves out what Postfix wraps around it', () => {
    expect(
      parse(
        'postfix-proto/lmtp',
        '5DB8F2C2834: to=<dirk@example.test>, orig_to=<d@example.test>, relay=127.0.0.1[127.0.0.1]:24024, conn_use=2, delay=0.11, delays=0.1/0/0/0.01, dsn=5.2.2, status=bounced (host 127.0.0.1[127.0.0.1] said: 552 5.2.2 <dirk@example.test> Quota exceeded (mailbox for user is full) (in reply to end of DATA command))',
      ),
    ).toEqual({
      kind: 'delivery',
      queueId: '5DB8F2C2834',
      agent: 'lmtp',
      recipient: 'dirk@example.test',
      originalRecipient: 'd@example.test',
      relay: '127.0.0.1[127.0.0.1]:24024',
      delaySeconds: 0.11,
      enhancedStatusCode: '5.2.2',
      outcome: 'bounced',
      reply: '552 5.2.2 <dirk@example.test> Quota exceeded (mailbox for user is full)',
    });
  });

  it('is read whatever fields stand behind the relay, and in whatever order', () => {
    const known = ['delay=1.5', 'delays=0.1/0.2/0.3/0.9', 'dsn=2.0.0'];
    // Those of Postfix 3.11 (postconf(5), smtp_log_tls_feature_status), and such as nobody has thought of.
    const others = fc.constantFrom(
      'conn_use=2',
      'tls=none',
      'tls=may?',
      'tls=may:none',
      'tls=dane/!requiretls:nocertmatch',
      'retry=3',
      'x_y=',
      'note=two words',
      'sender=<"a, dsn=5.1.1, delay=9"@example.test>',
    );
    fc.assert(
      fc.property(
        fc
          .uniqueArray(others, { maxLength: 5 })
          .chain((some) =>
            fc.shuffledSubarray([...known, ...some], { minLength: known.length + some.length }),
          ),
        fc.constantFrom('', 'orig_to=<team@example.test>, '),
        fc.constantFrom('mx1[private/dovecot-lmtp]', '[2001:db8::5]:24', 'none'),
        (fields, original, relay) => {
          const text = `to=<anna@example.test>, ${original}relay=${relay}, ${fields.join(', ')}, status=sent (250 2.0.0 <anna@example.test> S1 Saved)`;
          expect(parse('postfix/lmtp', `4dWz1n0abcZ9x: ${text}`)).toMatchObject({
            recipient: 'anna@example.test',
            originalRecipient: original === '' ? null : 'team@example.test',
            relay: relay === 'none' ? null : relay,
            delaySeconds: 1.5,
            enhancedStatusCode: '2.0.0',
            outcome: 'sent',
            reply: '250 2.0.0 <anna@example.test> S1 Saved',
          });
        },
      ),
    );
  });

  it('is not led astray by a server that answers with a log line', () => {
    const answer =
      '250 ok, status=bounced (550 5.1.1 to=<bert@example.test>, orig_to=<bert@example.test>, dsn=5.1.1';
    expect(
      parse(
        'postfix/smtp',
        `ABCDEF1: to=<x@remote.test>, relay=none, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (${answer})`,
      ),
    ).toMatchObject({ recipient: 'x@remote.test', originalRecipient: null, outcome: 'sent', reply: answer });
  });

  it('does not read an address that imitates the rest of the line', () => {
    const forged =
      '"x>, orig_to=<bert@example.test>, relay=a, delay=1, dsn=2.0.0, status=sent (ok)"@evil.test';
    expect(
      parse(
        'postfix/smtp',
        `ABCDEF1: to=<${forged}>, relay=none, delay=1, delays=0/0/1/0, dsn=4.4.1, status=deferred (x)`,
      ),
    ).toBe('unparsable');
  });

  it('counts a line that is cut off as unparsable', () => {
    expect(
      parse(
        'postfix/smtp',
        'ABCDEF1: to=<x@remote.test>, relay=none, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (250 ok',
      ),
    ).toBe('unparsable');
  });

  it('leaves address verification out', () => {
    expect(
      parse(
        'postfix/smtp',
        'ABCDEF1: to=<x@remote.test>, relay=none, delay=1, delays=0/0/1/0, dsn=2.0.0, status=deliverable (250 ok)',
      ),
    ).toBe('ignored');
  });
});

describe('refusal', () => {
  const tail = 'from=<p0@partner0.test> to=<anna@example.test> proto=ESMTP helo=<mail0.firma.test>';

  it('reads smtpd, milter and postscreen', () => {
    expect(
      parse(
        'postfix/mx/smtpd',
        `NOQUEUE: reject: RCPT from mail0.firma.test[198.51.0.10]: 450 4.2.0 <anna@example.test>: Greylisted; ${tail}`,
      ),
    ).toEqual({
      kind: 'refusal',
      queueId: null,
      action: 'reject',
      isWholeMessage: false,
      clientAddress: '198.51.0.10',
      enhancedStatusCode: '4.2.0',
      isTemporary: true,
      reply: '450 4.2.0 <anna@example.test>: Greylisted',
      sender: 'p0@partner0.test',
      recipient: 'anna@example.test',
    });
    expect(
      parse(
        'postfix/cleanup',
        `E1EB22C281D: milter-reject: END-OF-MESSAGE from a[198.51.0.10]: 5.7.1 Gtube pattern; ${tail}`,
      ),
    ).toMatchObject({
      queueId: 'E1EB22C281D',
      isWholeMessage: true,
      isTemporary: false,
      reply: '5.7.1 Gtube pattern',
    });
    expect(
      parse(
        'postfix/postscreen',
        'NOQUEUE: reject: RCPT from [192.0.2.9]:4711: 550 5.7.1 Service unavailable; client [192.0.2.9] blocked using bl.test; from=<a@b.test>, to=<anna@example.test>, proto=ESMTP, helo=<x>',
      ),
    ).toMatchObject({ clientAddress: '192.0.2.9', recipient: 'anna@example.test', sender: 'a@b.test' });
    expect(
      parse(
        'postfix/cleanup',
        `E1EB22C281D: discard: header Subject: win from a[192.0.2.9]; ${tail}: unwanted`,
      ),
    ).toMatchObject({ action: 'discard', reply: 'unwanted', recipient: 'anna@example.test' });
  });

  it.each([
    `RCPT from a[192.0.2.9]: 554 5.7.1 <v@other.test>: Relay access denied; from=<p@x.test> to=<v@other.test> proto=SMTP helo=<a; ${tail}>`,
    `RCPT from a[192.0.2.9]: 554 5.7.1 no; from=<"; ${tail}"@evil.test> to=<v@other.test> proto=SMTP helo=<a>`,
    `RCPT from a[192.0.2.9]: 554 5.7.1 no; from=<a@b> to=<"x> to=<anna@example.test"@evil.test> proto=SMTP helo=<a>`,
    `header Subject: x from a[1.2.3.4]; ${tail} from a[192.0.2.9]; from=<p@x.test> to=<v@other.test> proto=SMTP helo=<a>`,
    `header Subject: x from a[1.2.3.4]; ${tail}: 5.7.1 no from a[192.0.2.9]; from=<p@x.test> to=<v@other.test> proto=SMTP helo=<a>: no`,
  ])('does not decide between two readings: %s', (text) => {
    expect(parse('postfix/smtpd', `NOQUEUE: reject: ${text}`)).toBe('unparsable');
  });

  it.each(['discard', 'reject', 'milter-discard'])('is read without a text, as most %s are', (action) => {
    for (const what of ['header Subject: win', 'body buy: now', 'mime-header Content-Type: x; name="a.exe"'])
      expect(
        parse('postfix/cleanup', `E1EB22C281D: ${action}: ${what} from a[2001:db8::9]; ${tail}`),
      ).toMatchObject({
        isWholeMessage: true,
        clientAddress: '2001:db8::9',
        sender: 'p0@partner0.test',
        recipient: 'anna@example.test',
        reply: '',
      });
  });

  it('takes no account of refusals that name no recipient', () => {
    expect(
      parse('postfix/smtpd', 'NOQUEUE: reject: CONNECT from a[192.0.2.9]: 554 5.7.1 no; proto=SMTP'),
    ).toBe('ignored');
  });
});

it('does not look into the text of a warning', () => {
  const forged =
    'warning: header Subject: 4D2F02C2818: to=<bert@example.test>, relay=none, delay=1, delays=0/0/1/0, dsn=2.0.0, status=sent (ok)';
  expect(parse('postfix/cleanup', `ABCDEF1: ${forged} from a[192.0.2.9]`)).toBe('ignored');
  expect(parse('postfix/smtpd', `warning: ABCDEF1: client=a[192.0.2.9]`)).toBe('ignored');
});

it.each(['__proto__', 'constructor', 'hasOwnProperty'])(
  'takes %s for a status, address or daemon like any other word',
  (word) => {
    expect(
      parse(
        'postfix/smtp',
        `ABCDEF1: to=<${word}>, relay=${word}, delay=1, delays=0/0/1/0, dsn=2.0.0, status=${word} (x)`,
      ),
    ).toBe('unparsable');
    expect(parse(`postfix/${word}`, 'ABCDEF1: something')).toBe('ignored');
  },
);
