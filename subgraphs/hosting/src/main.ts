import { runService } from '@hostgraph/service';
import { startSubgraph, useOutgoingMail } from '@hostgraph/subgraph-kit';
import { readHostingConfig } from './config';
import { useFtpServer } from './ftp-account/connection-settings';
import { hostingSubgraph } from './subgraph';

runService('hosting', async () => {
  const { ftpServer, outgoingMail, ...config } = readHostingConfig(process.env);
  useFtpServer(ftpServer);
  useOutgoingMail(outgoingMail);
  return startSubgraph(hostingSubgraph, config);
});
