import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readMailConfig } from './config';
import { useSieveEngine } from './sorting-trial/sieve-engine';
import { mailSubgraph } from './subgraph';

runService('mail', () => {
  const config = readMailConfig(process.env);
  useSieveEngine(config.sieveTestPath);
  return startSubgraph(mailSubgraph, config);
});
