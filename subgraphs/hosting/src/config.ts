import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { readSubgraphConfig, type SubgraphConfig } from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { DEFAULT_FTP_SERVER, type FtpServer } from './ftp-account/connection-settings';
import { DEFAULT_NOTICE_MAIL, type NoticeMailSettings } from './owner-notice/notice-mailer';

export interface HostingConfig extends SubgraphConfig {
  readonly ftpServer: FtpServer;
  readonly noticeMail: NoticeMailSettings;
}

const PORT = 4005;
/** Labels of RFC 952 and 1123; an IP address in dots is made of such, too. */
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i;

const settingsSchema = z.object({
  FTP_SERVER_HOST: z.string().regex(HOST, 'must be the name of a host').default(DEFAULT_FTP_SERVER.host),
  FTP_SERVER_PORT: z.coerce.number().int().min(1).max(65_535).default(DEFAULT_FTP_SERVER.port),
  NOTICE_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an e-mail address, or a name and one in <>')
    .default(DEFAULT_NOTICE_MAIL.from),
  NOTICE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be smtp://… or smtps://…')
    .optional(),
  NOTICE_OUTBOX: z.string().default(DEFAULT_NOTICE_MAIL.outbox),
});

/** @throws StartupError */
export function readHostingConfig(environment: Environment): HostingConfig {
  const settings = parseSetting(settingsSchema, givenVariables(environment));
  return {
    ...readSubgraphConfig(environment, { name: 'hosting', port: PORT }),
    ftpServer: { host: settings.FTP_SERVER_HOST, port: settings.FTP_SERVER_PORT },
    noticeMail: {
      from: settings.NOTICE_FROM,
      smtpUrl: settings.NOTICE_SMTP_URL,
      outbox: settings.NOTICE_OUTBOX,
    },
  };
}
