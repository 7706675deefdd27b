import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readMailConfig } from './config';
import { useSieveServer } from './sieve-publication/sieve-server';
import { mailSubgraph } from './subgraph';

runService('mail', () => {
  const config = readMailConfig(process.env);
  useSieveServer(config.sieveServer);
  return startSubgraph(mailSubgraph, config);
});
