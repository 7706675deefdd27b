import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import {
  OUTGOING_MAIL,
  readOutgoingMailSettings,
  readSubgraphConfig,
  type SubgraphConfig,
} from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { FTP_SERVER } from './ftp-account/connection-settings';

const PORT = 4005;
/** Labels of RFC 952 and 1123; an IP address in dots is made of such, too. */
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const settingsSchema = z.object({
  FTP_SERVER_HOST: z.string().regex(HOST, 'must be the name of a host').default(FTP_SERVER.usual.host),
  FTP_SERVER_PORT: z.coerce.number().int().min(1).max(65_535).default(FTP_SERVER.usual.port),
});

/** @throws StartupError */
export function readHostingConfig(environment: Environment): SubgraphConfig {
  const config = readSubgraphConfig(environment, { name: 'hosting', port: PORT });
  const given = parseSetting(settingsSchema, givenVariables(environment));
  config.settings
    .set(FTP_SERVER, { host: given.FTP_SERVER_HOST, port: given.FTP_SERVER_PORT })
    .set(OUTGOING_MAIL, readOutgoingMailSettings(environment));
  return config;
}
