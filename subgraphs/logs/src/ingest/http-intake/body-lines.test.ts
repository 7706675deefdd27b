import { parseSyslogLine } from '../syslog/syslog-line';
import { WallClock } from '../syslog/wall-clock';
import { linesReader } from './body-lines';
import { IntakeError } from './intake-errors';

const clock = new WallClock('UTC', new Date('2026-11-24T00:00:00Z'));
const expected = {
  time: new Date('2026-11-23T22:11:06.123Z'),
  host: 'mx1.example.test',
  program: 'postfix/smtpd',
  pid: '5927',
  message: 'connect from a[192.0.2.1]',
};
const { message } = expected;

const textsOf = (body: string | Buffer, type: string): (string | null)[] =>
  linesReader(type)(Buffer.from(body)).map(({ text }) => text);

/** What the reader of log lines makes of the lines of a body. */
const read = (body: string | Buffer, type = 'application/x-ndjson') =>
  textsOf(body, type).map((text) => (text === null ? null : parseSyslogLine(text, clock)));

const readJson = (value: unknown) => read(JSON.stringify(value))[0];

describe('a JSON object', () => {
  it.each<[string, object]>([
    [
      'of Vector’s syslog source',
      {
        appname: 'postfix/smtpd',
        facility: 'mail',
        hostname: 'MX1.example.test',
        host: 'mx1.example.test',
        message,
        procid: 5927,
        severity: 'info',
        source_type: 'syslog',
        timestamp: '2026-11-23T22:11:06.123456Z',
      },
    ],
    [
      'of Vector’s journald source',
      {
        SYSLOG_IDENTIFIER: 'postfix/smtpd',
        _PID: '5927',
        __REALTIME_TIMESTAMP: '1795471866123456',
        host: 'mx1.example.test',
        message,
      },
    ],
    [
      'of Fluent Bit’s syslog parser',
      { date: 1795471866.123456, host: 'mx1.example.test', ident: 'postfix/smtpd', pid: '5927', message },
    ],
    [
      'of rsyslog',
      {
        timestamp: '2026-11-23T23:11:06.123456+01:00',
        hostname: 'mx1.example.test',
        syslogtag: 'postfix/smtpd[5927]:',
        programname: 'postfix',
        message,
      },
    ],
    [
      'of journald',
      {
        __CURSOR: 's=1',
        __REALTIME_TIMESTAMP: '1795471866123456',
        _HOSTNAME: 'mx1.example.test',
        SYSLOG_IDENTIFIER: 'postfix/smtpd',
        SYSLOG_PID: '1',
        _PID: '5927',
        MESSAGE: message,
      },
    ],
    [
      'of journald, whose message is not UTF-8',
      {
        __REALTIME_TIMESTAMP: '1795471866123456',
        _HOSTNAME: 'mx1.example.test',
        SYSLOG_IDENTIFIER: ['postfix/smtpd', 'other'],
        _PID: '5927',
        MESSAGE: [...Buffer.from(message)],
      },
    ],
    [
      'with a whole line of a file',
      { message: `2026-11-23T22:11:06.123Z mx1.example.test postfix/smtpd[5927]: ${message}` },
    ],
    [
      'of Fluent Bit’s tail input',
      { date: 1.5, log: `2026-11-23T22:11:06.123Z mx1.example.test postfix/smtpd[5927]: ${message}` },
    ],
  ])('%s is an entry with its parts', (_name, value) => {
    expect(readJson(value)).toEqual(expected);
  });

  it('takes times in seconds, milliseconds, microseconds and nanoseconds, and as RFC 3164 has them', () => {
    for (const timestamp of [1795471866.123, '1795471866123', 1795471866123456, '1795471866123456789'])
      expect(readJson({ message, appname: 'x', host: 'h', timestamp })?.time).toEqual(expected.time);
    expect(readJson({ message, appname: 'x', host: 'h', timestamp: 'Nov  3 01:02:03' })?.time).toEqual(
      new Date('2026-11-03T01:02:03Z'),
    );
  });

  it.each<[string, object]>([
    ['no time', {}],
    ['a time that is none', { timestamp: 'yesterday' }],
    ['a time in the future', { timestamp: '2999-01-01T00:00:00Z' }],
    ['a time as an object', { timestamp: { seconds: 1 } }],
    ['a time too large to be one', { timestamp: 1e300 }],
  ])('with %s cannot be read', (_name, fields) => {
    expect(readJson({ message, appname: 'postfix/smtpd', host: 'mx1', ...fields })).toBeUndefined();
  });

  it('cannot pass a part for another, nor one line for two', () => {
    const forged = readJson({
      timestamp: '2026-11-23T22:11:06.123Z',
      host: 'mx1 postfix/qmgr[1]: A',
      appname: 'x: y\npostfix/smtpd',
      procid: '1]: z',
      message: `one\n2026-11-23T22:11:06Z mx1 postfix/qmgr[1]: ABCDE1: removed`,
    });
    expect(forged).toMatchObject({ host: 'mx1_postfix_qmgr_1_:_a', program: 'x__y_postfix/smtpd', pid: '' });
    expect(forged?.message).toBe('one\ufffd2026-11-23T22:11:06Z mx1 postfix/qmgr[1]: ABCDE1: removed');
  });

  it('is not misled by names that objects inherit', () => {
    expect(textsOf('{"__proto__":{"message":"x"}}\n{"constructor":"x"}', 'application/x-ndjson')).toEqual([
      '{"__proto__":{"message":"x"}}',
      '{"constructor":"x"}',
    ]);
  });

  it('of a message that is too long is nothing that can be read', () => {
    expect(textsOf(JSON.stringify([{ message: 'x'.repeat(70_000) }]), 'application/json')).toEqual([null]);
  });
});

it('reads arrays, and lines where there is no array, of application/json', () => {
  const value = JSON.stringify({ message });
  expect(textsOf(` [${value},${value}]`, 'application/json; charset=utf-8')).toEqual([message, message]);
  expect(textsOf(`${value}\n${value}`, 'Application/JSON')).toEqual([message, message]);
  expect(() => textsOf(`[${value}`, 'application/json')).toThrow(IntakeError);
});

it('reads lines of text as they stand', () => {
  expect(textsOf('one\r\ntwo\n\nthree', 'text/plain')).toEqual(['one', 'two', '', 'three']);
});

describe('journald’s export format', () => {
  const type = 'application/vnd.fdo.journal';
  const binary = (name: string, value: Buffer): Buffer => {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(value.length));
    return Buffer.concat([Buffer.from(`${name}\n`), length, value, Buffer.from('\n')]);
  };
  const head =
    '__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=1795471866123456\n_HOSTNAME=mx1.example.test\n' +
    'SYSLOG_IDENTIFIER=postfix/smtpd\n_PID=5927\n';

  it('is read, with text and with binary fields', () => {
    const entries = Buffer.concat([
      Buffer.from(`${head}MESSAGE=${message}\n\n${head}`),
      binary('BLOB', Buffer.from([0x0a, 0x0a, 0x3d, 0x00])),
      binary('MESSAGE', Buffer.from(message)),
      // The last one need not be followed by an empty line.
    ]);
    expect(read(entries, type)).toEqual([expected, expected]);
  });

  it('keeps a message with line feeds and bytes that are no UTF-8 in one line', () => {
    const entry = Buffer.concat([
      Buffer.from(head),
      binary('MESSAGE', Buffer.from([0x61, 0x0a, 0xff, 0x62])),
    ]);
    expect(read(entry, type)).toMatchObject([{ message: 'a\ufffd\ufffdb' }]);
  });

  it('has entries without message, which cannot be read', () => {
    expect(textsOf(`${head}\n\n\n${head}MESSAGE=x\n`, type)).toEqual([null, expect.stringMatching(/: x$/)]);
  });

  it.each<[string, Buffer]>([
    ['ends within a field', Buffer.from(`${head}MESSAGE=x`)],
    ['ends within a length', Buffer.from(`${head}MESSAGE\n\u0001\u0000`)],
    ['says it is longer than it is', Buffer.concat([Buffer.from(`${head}MESSAGE\n`), Buffer.alloc(8, 0xff)])],
    [
      'ends a value wrongly',
      Buffer.concat([binary('MESSAGE', Buffer.from('x')).subarray(0, -1), Buffer.from('y\n')]),
    ],
    ['names a field as no field is', Buffer.from('message=x\n')],
    ['has more fields than any entry', Buffer.from('A=1\n'.repeat(1025))],
  ])('is refused as a whole where it %s', (_name, body) => {
    expect(() => textsOf(body, type)).toThrow(IntakeError);
  });
});
