import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { FTP_HOST_PROGRAMS } from '../support/servers/ftp-host';
import { administrator, type FtpLogin, type FtpWorld, startFtpWorld } from './ftp-world';

/** Those that deploy/proftpd/proftpd.conf lets one address have, and deploy/proftpd/role.sql the server. */
const CONNECTIONS_OF_ONE_ADDRESS = 20;
const DATABASE_CONNECTIONS = 40;

describeWith(FTP_HOST_PROGRAMS, 'an FTP server with a crowd before it', () => {
  let world: FtpWorld;
  let login: FtpLogin;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    world = await startFtpWorld();
    const { data } = await world.subgraph.ask<{
      createFtpAccount: { ftpAccount: { username: string }; password: string };
    }>(
      administrator,
      `mutation { createFtpAccount(input: {
        siteId: "lsi_1", localPart: "honest", idempotencyKey: "honest", quotaBytes: 1000000
      }) { ftpAccount { username } password } }`,
    );
    const { ftpAccount, password } = data!.createFtpAccount;
    login = { ...ftpAccount, password };
  });

  afterEach(() => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  });
  afterAll(() => world.stop());

  const signIn = (): Promise<string> => world.withSession(login, (ftp) => ftp.pwd());

  function open(localAddress: string): Socket {
    const socket = connect({ host: '127.0.0.1', port: world.host.port, localAddress });
    // A server that closes it is an answer, too.
    socket.on('error', () => undefined);
    sockets.add(socket);
    return socket;
  }

  /** @returns the first line that comes; undefined where the connection is closed instead */
  async function answer(socket: Socket): Promise<string | undefined> {
    const data = once(socket, 'data').then(([line]) => String(line));
    const closed = once(socket, 'close').then(() => undefined);
    return Promise.race([data, closed]);
  }

  /** Signs in with a username that there is not, and stays. @returns what the server said at last */
  async function failToSignIn(localAddress: string): Promise<string | undefined> {
    const plain = open(localAddress);
    if (!(await answer(plain))?.startsWith('220')) return undefined;
    plain.write('AUTH TLS\r\n');
    if (!(await answer(plain))?.startsWith('234')) return undefined;
    const tls = connectTls({ socket: plain, rejectUnauthorized: false });
    tls.on('error', () => undefined);
    sockets.add(tls);
    tls.write('USER nobody\r\n');
    if (!(await answer(tls))?.startsWith('331')) return undefined;
    tls.write('PASS wrong\r\n');
    return answer(tls);
  }

  const databaseConnections = async (): Promise<number> => {
    const [row]: { count: number }[] = await world.subgraph.database.query(
      `SELECT count(*)::integer AS count FROM pg_stat_activity WHERE usename = 'hostgraph_proftpd'`,
    );
    return row!.count;
  };

  it('serves an address twenty connections that say nothing, and lets another sign in', async () => {
    const silent = Array.from({ length: 2 * CONNECTIONS_OF_ONE_ADDRESS }, () => open('127.0.0.2'));
    const greetings = await Promise.all(silent.map(answer));
    expect(greetings.filter((line) => line?.startsWith('220'))).toHaveLength(CONNECTIONS_OF_ONE_ADDRESS);
    expect(await signIn()).toBe('/');
  });

  it('holds no connection of the database for sessions that wait after a refusal, and leaves the API its own', async () => {
    const addresses = Array.from({ length: 100 }, (_, i) => `127.0.1.${1 + (i % 20)}`);
    const seen: number[] = [];
    const answering = Promise.all(addresses.map(failToSignIn));
    const isOver = answering.then(() => true);
    while (!(await Promise.race([isOver, setTimeout(20, false)]))) {
      seen.push(await databaseConnections());
      const { errors } = await world.subgraph.ask(administrator, '{ ftpAccount(id: "fta_none") { id } }');
      expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
    // A session gives its connection back five seconds later, so the last ones have theirs.
    seen.push(await databaseConnections());
    const held = (await answering).filter((line) => line?.startsWith('530')).length;
    // Some may have come when the server had all the connections that it may: these are refused, and closed.
    expect(held).toBeGreaterThanOrEqual(DATABASE_CONNECTIONS);
    expect(Math.max(...seen)).toBeGreaterThan(0);
    expect(Math.max(...seen)).toBeLessThanOrEqual(DATABASE_CONNECTIONS);
    expect(await eventually(databaseConnections, (count) => count === 0)).toBe(0);
    expect(await signIn()).toBe('/');
  });

  it('keeps out who tries passwords from one address, and nobody else', async () => {
    const triesOfThree = async (): Promise<string | undefined> => {
      const plain = open('127.0.2.1');
      const greeting = await answer(plain);
      if (!greeting?.startsWith('220')) return greeting;
      plain.write('AUTH TLS\r\n');
      await answer(plain);
      const tls = connectTls({ socket: plain, rejectUnauthorized: false });
      tls.on('error', () => undefined);
      for (let i = 0; i < 3; i++) {
        tls.write('USER nobody\r\n');
        await answer(tls);
        tls.write('PASS wrong\r\n');
        await answer(tls);
      }
      return greeting;
    };
    for (let i = 0; i < 5; i++) expect(await triesOfThree()).toMatch(/^220/);
    const banned = await eventually(
      () => answer(open('127.0.2.1')),
      (line) => !line?.startsWith('220'),
    );
    expect(banned ?? '').not.toMatch(/^220/);
    expect(await answer(open('127.0.2.2'))).toMatch(/^220/);
    expect(await signIn()).toBe('/');
  });
});
