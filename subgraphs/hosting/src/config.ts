import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import {
  type OutgoingMailSettings,
  readOutgoingMailSettings,
  readSubgraphConfig,
  type SubgraphConfig,
} from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { DEFAULT_FTP_SERVER, type FtpServer } from './ftp-account/connection-settings';

export interface HostingConfig extends SubgraphConfig {
  readonly ftpServer: FtpServer;
  readonly outgoingMail: OutgoingMailSettings;
}

const PORT = 4005;
/** Labels of RFC 952 and 1123; an IP address in dots is made of such, too. */
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const settingsSchema = z.object({
  FTP_SERVER_HOST: z.string().regex(HOST, 'must be the name of a host').default(DEFAULT_FTP_SERVER.host),
  FTP_SERVER_PORT: z.coerce.number().int().min(1).max(65_535).default(DEFAULT_FTP_SERVER.port),
});

/** @throws StartupError */
export function readHostingConfig(environment: Environment): HostingConfig {
  const settings = parseSetting(settingsSchema, givenVariables(environment));
  return {
    ...readSubgraphConfig(environment, { name: 'hosting', port: PORT }),
    ftpServer: { host: settings.FTP_SERVER_HOST, port: settings.FTP_SERVER_PORT },
    outgoingMail: readOutgoingMailSettings(environment),
  };
}
