import { parseSyslogLine } from './syslog-line';
import { WallClock } from './wall-clock';

const utc = new WallClock('UTC', new Date('2026-11-24T00:30:00Z'));

function timeOf(line: string, clock = utc): string | undefined {
  return parseSyslogLine(line, clock)?.time.toISOString();
}

describe('header formats', () => {
  const message = 'BB9652C2187: removed';

  it('reads RFC 3164 with and without priority', () => {
    const expected = {
      time: new Date('2026-11-23T23:11:06Z'),
      host: 'mx1',
      program: 'postfix-proto/qmgr',
      pid: '5927',
      message,
    };
    expect(parseSyslogLine(`Nov 23 23:11:06 mx1 postfix-proto/qmgr[5927]: ${message}`, utc)).toEqual(
      expected,
    );
    expect(parseSyslogLine(`<22>Nov 23 23:11:06 mx1 postfix-proto/qmgr[5927]: ${message}`, utc)).toEqual(
      expected,
    );
  });

  it.each([
    ['postfix/127.0.0.1:4252/smtpd', '28567'],
    ['postfix/[::1]:10025/smtpd', '9'],
    ['postfix/[2001:db8::5]:10025/smtpd', ''],
    ['postfix/submission/smtpd', '12'],
    ['postfix', '9'],
    ['dovecot', ''],
  ])('reads the tag %s, with process id %j, and spaces or a message id behind it', (program, pid) => {
    const expected = { host: 'mx1', program, pid };
    const tag = pid === '' ? program : `${program}[${pid}]`;
    for (const between of [' ', '  ', '   ', ' [ID 197553 mail.info] ', '  [ID 702911 mail.warning] '])
      for (const text of [message, 'NOQUEUE: reject: RCPT from a[192.0.2.7]: 550 5.1.1 no'])
        expect(parseSyslogLine(`Nov 23 23:11:06 mx1 ${tag}:${between}${text}`, utc)).toMatchObject({
          ...expected,
          message: text,
        });
  });

  it.each(['postfix/smtpd[9]', 'postfix/smtpd', 'dovecot'])('reads a message right behind %s:', (tag) => {
    const program = tag.replace('[9]', '');
    for (const text of [
      message,
      'NOQUEUE: reject: RCPT from a[192.0.2.7]: 550 5.1.1 no',
      'lmtp(a@b)<1><S>: x',
    ])
      expect(parseSyslogLine(`Nov 23 23:11:06 mx1 ${tag}:${text}`, utc)).toMatchObject({
        program,
        message: text,
      });
  });

  it('reads the space that rsyslog puts before a message in RFC 5424', () => {
    expect(
      parseSyslogLine(`<22>1 2026-11-23T23:11:06.747141+00:00 mx1 postfix 9 - -  ${message}`, utc),
    ).toMatchObject({ program: 'postfix', pid: '9', message });
  });

  it('reads a day of one digit', () => {
    expect(timeOf(`Nov  3 01:02:03 mx1 postfix/qmgr[1]: ${message}`)).toBe('2026-11-03T01:02:03.000Z');
  });

  it('reads the ISO timestamps of rsyslog with their own offset', () => {
    const line = `2026-11-23T23:11:06.123456+01:00 MX1.example.test postfix/qmgr[5927]: ${message}`;
    expect(parseSyslogLine(line, utc)).toEqual({
      time: new Date('2026-11-23T22:11:06.123Z'),
      host: 'mx1.example.test',
      program: 'postfix/qmgr',
      pid: '5927',
      message,
    });
  });

  it('reads RFC 5424 with structured data, also such that hold brackets and quotes', () => {
    const start = '<22>1 2026-11-23T23:11:06.5Z mx1 postfix/qmgr 5927 -';
    for (const data of ['-', '[a@1 x="1"]', String.raw`[a@1 x="]\" "][b@1]`]) {
      expect(parseSyslogLine(`${start} ${data} ${message}`, utc)).toMatchObject({
        host: 'mx1',
        program: 'postfix/qmgr',
        pid: '5927',
        message,
      });
    }
  });

  it('reads RFC 5424 with nil values, a byte order mark, and fractions and offsets of any length', () => {
    const at = (stamp: string, host = 'mx1', pid = '1', text = message): unknown =>
      parseSyslogLine(`<22>1 ${stamp} ${host} postfix/qmgr ${pid} - - ${text}`, utc);
    expect(at('2026-11-23T23:11:06.123456Z', '-', '-', `\ufeff${message}`)).toEqual({
      time: new Date('2026-11-23T23:11:06.123Z'),
      host: '-',
      program: 'postfix/qmgr',
      pid: '',
      message,
    });
    for (const stamp of [
      '2026-11-24T04:41:06.1+05:30',
      '2026-11-23T11:11:06.100000-12:00',
      '2026-11-23T23:11:06.1Z',
    ])
      expect(at(stamp)).toMatchObject({ time: new Date('2026-11-23T23:11:06.100Z') });
    // Dated by when it is read, it would be another event at each reading.
    expect(at('-')).toBeUndefined();
  });

  it("reads Dovecot's own file, where a line names no host", () => {
    const text = 'lmtp(anna@example.test)<7293><cG70N2rIBGt9HAAAg+zDdQ>: Info: sieve: msgid=<a@b>: x';
    expect(parseSyslogLine(`2026-11-23T21:48:24 ${text}`, utc)).toEqual({
      time: new Date('2026-11-23T21:48:24Z'),
      host: '',
      program: '',
      pid: '',
      message: text,
    });
  });

  it.each([
    '',
    'Nov',
    'Nov 23 23:11:06',
    'Nov 23 23:11:06 mx1',
    'Nov 31 23:11:06 mx1 postfix/qmgr[1]: x',
    'Xxx 23 23:11:06 mx1 postfix/qmgr[1]: x',
    'Nov 23 25:11:06 mx1 postfix/qmgr[1]: x',
    '2026-02-30T00:00:00Z mx1 postfix/qmgr[1]: x',
    '2026-02-30T00:00:00 mx1 postfix/qmgr[1]: x',
    '<22>1 2026-11-23T23:11:06Z mx1 postfix/qmgr 1 - [never closed removed',
    '__proto__',
    '\ufffd\ufffd\ufffd',
  ])('gives up on %j', (line) => {
    expect(parseSyslogLine(line, utc)).toBeUndefined();
  });
});

describe('timestamps without a year', () => {
  const at = (stamp: string, reference: string, zone = 'UTC'): string | undefined =>
    timeOf(`${stamp} mx1 postfix/qmgr[1]: ABCDE1: removed`, new WallClock(zone, new Date(reference)));

  it('puts December before January', () => {
    expect(at('Dec 31 23:59:59', '2027-01-01T00:05:00Z')).toBe('2026-12-31T23:59:59.000Z');
    expect(at('Jan  1 00:00:01', '2027-01-01T00:05:00Z')).toBe('2027-01-01T00:00:01.000Z');
  });

  it('takes a line a few minutes ahead of the reference for this year, one days ahead for the last', () => {
    expect(at('Jan  1 00:10:00', '2026-12-31T23:55:00Z')).toBe('2027-01-01T00:10:00.000Z');
    expect(at('Nov 26 00:00:00', '2026-11-24T00:00:00Z')).toBe('2025-11-26T00:00:00.000Z');
  });

  it('puts 29 February into the latest leap year', () => {
    expect(at('Feb 29 12:00:00', '2026-11-24T00:00:00Z')).toBe('2024-02-29T12:00:00.000Z');
    expect(at('Feb 29 12:00:00', '2028-02-29T13:00:00Z')).toBe('2028-02-29T12:00:00.000Z');
    // 2100 is no leap year.
    expect(at('Feb 29 12:00:00', '2103-06-01T00:00:00Z')).toBe('2096-02-29T12:00:00.000Z');
  });

  it('reads local time in its zone, in summer and in winter', () => {
    expect(at('Nov 23 23:11:06', '2026-11-24T00:00:00Z', 'Europe/Zurich')).toBe('2026-11-23T22:11:06.000Z');
    expect(at('Jul 23 23:11:06', '2026-11-24T00:00:00Z', 'Europe/Zurich')).toBe('2026-07-23T21:11:06.000Z');
  });

  it('reads a leap second and the hours around a change of the clock without leaving them out', () => {
    expect(at('Dec 31 23:59:60', '2027-01-02T00:00:00Z')).toBe('2027-01-01T00:00:00.000Z');
    expect(at('Mar 29 02:30:00', '2026-11-24T00:00:00Z', 'Europe/Zurich')).toBe('2026-03-29T01:30:00.000Z');
    expect(at('Oct 25 02:30:00', '2026-11-24T00:00:00Z', 'Europe/Zurich')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('refuses a zone nobody knows', () => {
    expect(() => new WallClock('Mars/Olympus', new Date())).toThrow(RangeError);
  });
});
