import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readHostingConfig } from './config';
import { useFtpServer } from './ftp-account/connection-settings';
import { useNoticeMail } from './owner-notice/notice-mailer';
import { hostingSubgraph } from './subgraph';

runService('hosting', async (environment) => {
  const { ftpServer, noticeMail, ...config } = readHostingConfig(environment);
  useFtpServer(ftpServer);
  useNoticeMail(noticeMail);
  return startSubgraph(hostingSubgraph, config);
});
