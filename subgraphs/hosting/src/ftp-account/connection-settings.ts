import { type RequestContext, Setting } from '@hostgraph/subgraph-kit';
import { FtpClientExamples, FtpConnectionSettings, FtpEncryption } from './connection-settings.type';
import type { FtpAccount } from './ftp-account.entity';

/** Where the FTP server is for those who use it. */
export interface FtpServer {
  readonly host: string;
  readonly port: number;
}

export const FTP_SERVER = new Setting<FtpServer>({ host: 'localhost', port: 21 });

/** Neither a username nor a host has characters that XML, a shell or a URL would read as anything else. */
export function connectionSettingsOf(
  { settings }: Pick<RequestContext, 'settings'>,
  { username }: Pick<FtpAccount, 'username'>,
): FtpConnectionSettings {
  const { host, port } = settings.get(FTP_SERVER);
  return Object.assign(new FtpConnectionSettings(), {
    host,
    port,
    encryption: FtpEncryption.EXPLICIT_TLS,
    username,
    examples: Object.assign(new FtpClientExamples(), {
      fileZilla: fileZilla({ host, port, username }),
      lftp: `lftp -u ${username} -e "set ftp:ssl-force true; set ftp:ssl-protect-data true" ftp://${host}:${port}`,
      curl: `curl --ssl-reqd --user ${username} ftp://${host}:${port}/`,
    }),
  });
}

/** Protocol 4 is explicit FTPS, and Logontype 2 asks for the password (FileZilla's src/include/server.h). */
const fileZilla = ({ host, port, username }: FtpServer & { username: string }): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<FileZilla3>
  <Servers>
    <Server>
      <Host>${host}</Host>
      <Port>${port}</Port>
      <Protocol>4</Protocol>
      <Type>0</Type>
      <User>${username}</User>
      <Logontype>2</Logontype>
      <Name>${username}</Name>
    </Server>
  </Servers>
</FileZilla3>
`;
