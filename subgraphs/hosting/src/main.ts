import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readHostingConfig } from './config';
import { useFtpServer } from './ftp-account/connection-settings';
import { hostingSubgraph } from './subgraph';

runService('hosting', async () => {
  const { ftpServer, ...config } = readHostingConfig(process.env);
  useFtpServer(ftpServer);
  return startSubgraph(hostingSubgraph, config);
});
