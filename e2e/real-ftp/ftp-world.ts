import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostingSubgraph } from '@hostgraph/hosting';
import { callersWith, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { Client } from 'basic-ftp';
import { type FtpHost, startFtpHost } from '../support/servers/ftp-host';

export const SITE = 'example.perso.ch';
export const { administrator } = callersWith(['hosting:write', 'hosting:read']);

export interface FtpLogin {
  readonly username: string;
  readonly password: string;
}

/** A hosting subgraph and an FTP server on it, with one site of the administrator's organization, `lsi_1`. */
export interface FtpWorld {
  /** Everybody may go through it. */
  readonly folder: string;
  readonly subgraph: TestSubgraph;
  readonly host: FtpHost;
  /** The site's folder, which is empty, and whose it is. */
  readonly site: string;
  readonly uid: number;
  /** Signs in as the settings that we hand out say, and does something. */
  withSession<T>(login: FtpLogin, work: (ftp: Client) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export async function startFtpWorld(): Promise<FtpWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-ftp-'));
  await chmod(folder, 0o755);
  const subgraph = await startTestSubgraph(hostingSubgraph, { hasOwnServer: true });
  const [row]: { uid: number }[] = await subgraph.database.query(
    `INSERT INTO hosting.legacy_site (id, organization_id, platform, host_name, created_at)
     VALUES ('lsi_1', $1, 'PERSO_CH', $2, now()) RETURNING uid`,
    [Object.keys(administrator.roles)[0], SITE],
  );
  const { uid } = row!;
  const host = await startFtpHost(folder, subgraph.database, subgraph.config.databaseUrl);
  const site = join(host.sites, SITE);
  await mkdir(site);
  await chown(site, uid, uid);
  return {
    ...{ folder, subgraph, host, site, uid },
    withSession: ({ username: user, password }, work) => withSession(host.port, { user, password }, work),
    async stop() {
      await host.stop();
      await subgraph.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function withSession<T>(
  port: number,
  login: { readonly user: string; readonly password: string },
  work: (ftp: Client) => Promise<T>,
): Promise<T> {
  const ftp = new Client(10_000);
  try {
    await ftp.access({
      ...{ host: '127.0.0.1', port, ...login },
      ...{ secure: true, secureOptions: { rejectUnauthorized: false } },
    });
    return await work(ftp);
  } finally {
    ftp.close();
  }
}
