import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { connectManageSieve } from '../src/index';

const GREETING = '"IMPLEMENTATION" "Test"\r\n"SASL" ""\r\n"SIEVE" "fileinto"\r\n"STARTTLS"\r\nOK "ready"\r\n';
const PASSWORD = 'correct horse';

let heard: string;

/** What becomes of a client whose server is as given, and all that the server has heard of it. */
async function failureWith(serve: (socket: Socket) => void, timeoutMs?: number): Promise<unknown> {
  heard = '';
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined).on('data', (chunk) => (heard += chunk.toString('latin1')));
    serve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await failureAt((server.address() as AddressInfo).port, timeoutMs);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  }
}

function failureAt(port: number, timeoutMs = 10_000): Promise<unknown> {
  const options = { host: '127.0.0.1', port, user: 'anna', password: PASSWORD, timeoutMs };
  return connectManageSieve(options).then(
    () => 'signed in',
    (error: unknown) => error,
  );
}

function afterStartTls(socket: Socket, answer: string): void {
  socket.write(GREETING);
  socket.once('data', () => socket.write(answer));
}

it('tells apart why a server could not be used, and sends it no password', async () => {
  const cases: [string, (socket: Socket) => void][] = [
    ['TIMED_OUT', () => undefined],
    ['TIMED_OUT', (socket) => socket.write(GREETING)],
    [
      'TIMED_OUT',
      (socket) => {
        afterStartTls(socket, 'OK\r\n');
      },
    ],
    ['UNREACHABLE', (socket) => socket.destroy()],
    ['UNREACHABLE', (socket) => socket.end('"IMPLEMENTATION" "Te')],
    ['UNREACHABLE', (socket) => socket.end('BYE (TRYLATER) "too many"\r\n')],
    ['UNSUPPORTED', (socket) => socket.write(GREETING.replace('"STARTTLS"\r\n', ''))],
    ['INVALID_ANSWER', (socket) => socket.write('220 mx ESMTP\r\n')],
    ['INVALID_ANSWER', (socket) => socket.write(`${GREETING}OK\r\n`)],
    ['INVALID_ANSWER', (socket) => socket.write('"x"\r\n'.repeat(1_000_000))],
    // What was added in clear must not count as said over TLS (CVE-2011-0411, for SMTP).
    [
      'INVALID_ANSWER',
      (socket) => {
        afterStartTls(socket, `OK\r\n${GREETING}OK\r\n`);
      },
    ],
    [
      'INVALID_ANSWER',
      (socket) => {
        afterStartTls(socket, 'OK\r\n"SASL" "PLA');
      },
    ],
  ];
  for (const [code, serve] of cases)
    expect(await failureWith(serve, code === 'TIMED_OUT' ? 300 : undefined)).toMatchObject({ code });
  expect(heard).toBe('STARTTLS\r\n');
});

it('a refusal to begin TLS is a refusal, with the server’s words', async () => {
  const failure = await failureWith((socket) => {
    afterStartTls(socket, 'NO (TRYLATER) "not now"\r\n');
  });
  expect(failure).toMatchObject({ command: 'STARTTLS', responseText: 'not now', isTemporary: true });
  expect((failure as Error).message).toBe('STARTTLS: (TRYLATER) not now');
});

it('TLS that is none is not trusted', async () => {
  const failure = await failureWith((socket) => {
    socket.write(GREETING);
    socket.once('data', () => socket.write('OK\r\n', () => setTimeout(() => socket.write(GREETING), 50)));
  });
  expect(failure).toMatchObject({ code: 'UNTRUSTED' });
  expect(heard).not.toContain(Buffer.from(PASSWORD).toString('base64').slice(0, 12));
});

it('a closed port is a failure to connect', async () => {
  expect(await failureAt(1)).toMatchObject({ code: 'UNREACHABLE', cause: { code: 'ECONNREFUSED' } });
});

it('refuses a NUL, which would make other credentials of these', async () => {
  const options = { host: '127.0.0.1', port: 1, user: 'anna\0admin', password: PASSWORD };
  await expect(connectManageSieve(options)).rejects.toThrow(TypeError);
});
