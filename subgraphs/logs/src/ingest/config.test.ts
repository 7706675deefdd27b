import { StartupError } from '@hostgraph/service';
import { readIngestArguments } from './config';

it('takes times without a zone for UTC unless told otherwise', () => {
  expect(readIngestArguments(['a.log', 'b.log'])).toMatchObject({
    timeZone: 'UTC',
    files: ['a.log', 'b.log'],
  });
  expect(readIngestArguments(['--time-zone', 'Europe/Zurich', 'a.log']).timeZone).toBe('Europe/Zurich');
});

it('listens nowhere unless told to', () => {
  expect(readIngestArguments(['--follow', 'a.log']).listen).toMatchObject({
    syslog: undefined,
    syslogTls: undefined,
    http: undefined,
    https: undefined,
    tls: undefined,
  });
});

it('listens where it is told to, with no file at all', () => {
  const { listen } = readIngestArguments([
    ...['--follow', '--syslog', '127.0.0.1:514', '--syslog-tls', '[::]:6514', '--https', 'localhost:0'],
    ...['--tls-certificate', 'c.pem', '--tls-key', 'k.pem', '--gateway', 'https://api.example.test/graphql'],
  ]);
  expect(listen).toMatchObject({
    syslog: { host: '127.0.0.1', port: 514 },
    syslogTls: { host: '::', port: 6514 },
    http: undefined,
    https: { host: 'localhost', port: 0 },
    tls: { certificate: 'c.pem', key: 'k.pem', clientCa: undefined },
    gateway: new URL('https://api.example.test/graphql'),
  });
});

it.each([
  ['no file', [], /^name at least one log file\. Usage:/],
  ['an unknown option', ['--zone', 'UTC', 'a.log'], /Usage:/],
  ['an unknown time zone', ['--time-zone', 'Mars', 'a.log'], /^unknown time zone "Mars"/],
  ['to listen without --follow', ['--http', '127.0.0.1:80', 'a.log'], /^only with --follow it listens/],
  ['an address without port', ['--follow', '--syslog', 'localhost'], /^--syslog must be HOST:PORT/],
  ['a port that is none', ['--follow', '--http', '127.0.0.1:65536'], /^--http must be HOST:PORT/],
  [
    'TLS without certificate',
    ['--follow', '--syslog-tls', '[::]:6514'],
    /^--syslog-tls needs --tls-certificate/,
  ],
  ['a certificate without key', ['--follow', '--tls-certificate', 'a', 'b'], /go together/],
  ['a gateway that is no address', ['--follow', '--gateway', 'gateway', 'a.log'], /^--gateway must be/],
  ['a password in an address', ['--follow', '--gateway', 'http://u:p@h/', 'a.log'], /^--gateway must be/],
])('refuses %s in one line', (_name, args, message) => {
  const read = () => readIngestArguments(args);
  expect(read).toThrow(StartupError);
  expect(read).toThrow(message);
  expect(read).not.toThrow(/\n/);
});
