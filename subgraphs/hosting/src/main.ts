import { runService } from '@hostgraph/service';
import { startSubgraph, useOutgoingMail } from '@hostgraph/subgraph-kit';
import { readHostingConfig } from './config';
import { useFtpServer } from './ftp-account/connection-settings';
import { hostingSubgraph } from './subgraph';

runService('hosting', async (environment) => {
  const { ftpServer, outgoingMail, ...config } = readHostingConfig(environment);
  useFtpServer(ftpServer);
  useOutgoingMail(outgoingMail);
  return startSubgraph(hostingSubgraph, config);
});
