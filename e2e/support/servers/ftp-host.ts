import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { ROOT } from '../debian';
import { createCertificate } from './certificate';
import { freePortsFor } from './free-ports';
import { createOwnedFolder } from './owned-folder';
import { startServer } from './running-server';

const DEPLOY = join(__dirname, '../../../deploy/proftpd');
const ROLE = 'hostgraph_proftpd';

/** For `describeWith`: what an FTP host runs. */
export const FTP_HOST_PROGRAMS = [ROOT, 'openssl', 'proftpd', '../lib/proftpd/mod_sql_postgres.so'];

const PASSIVE = Array.from({ length: 20 }, (_, i) => `passive${i}`);

/** ProFTPD of Debian with the configuration that we ship, on the accounts of a hosting subgraph. */
export interface FtpHost {
  readonly port: number;
  /** The folder of all sites. */
  readonly sites: string;
  /** Connects as ProFTPD does. */
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** @param folder everybody may go through; it is the caller's to remove */
export async function startFtpHost(folder: string, database: DataSource, url: string): Promise<FtpHost> {
  const databaseUrl = await prepareRole(database, url);
  const { hostname, port: databasePort, pathname, username, password } = new URL(databaseUrl);
  const ports = await freePortsFor(['control', ...PASSIVE]);
  const port = ports['control'] ?? 0;
  const sites = await createOwnedFolder(join(folder, 'sites'), 'root');
  const own = await createOwnedFolder(join(folder, 'proftpd'), 'root');
  await createCertificate(own, 'ftp.example.test');
  const server = await startServer({
    program: 'proftpd',
    args: ['--nodaemon', '--config', join(DEPLOY, 'proftpd.conf')],
    ports: [port],
    environment: {
      FTP_ADDRESS: '127.0.0.1',
      FTP_PORT: String(port),
      FTP_PUBLIC_ADDRESS: '127.0.0.1',
      FTP_PASSIVE_FIRST_PORT: String(port + 1),
      FTP_PASSIVE_LAST_PORT: String(port + PASSIVE.length),
      FTP_SITES: sites,
      FTP_STATE: own,
      FTP_LOGS: own,
      FTP_CERTIFICATE: join(own, 'certificate.pem'),
      FTP_CERTIFICATE_KEY: join(own, 'key.pem'),
      FTP_DATABASE: `${pathname.slice(1)}@${hostname}:${databasePort}`,
      FTP_DATABASE_USER: username,
      FTP_DATABASE_PASSWORD: password,
    },
  });
  return { port, sites, databaseUrl, stop: () => server.stop() };
}

async function prepareRole(database: DataSource, url: string): Promise<string> {
  const password = randomBytes(16).toString('hex');
  await database.query(await readFile(join(DEPLOY, 'role.sql'), 'utf8'));
  await database.query(`ALTER ROLE ${ROLE} PASSWORD '${password}'`);
  return Object.assign(new URL(url), { username: ROLE, password }).href;
}
