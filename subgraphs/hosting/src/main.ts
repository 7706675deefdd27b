import { runService } from '@hostgraph/service';
import { readSubgraphConfig, startSubgraph } from '@hostgraph/subgraph-kit';
import { hostingSubgraph } from './subgraph';

runService('hosting', async () =>
  startSubgraph(hostingSubgraph, readSubgraphConfig(process.env, { name: 'hosting', port: 4005 })),
);
