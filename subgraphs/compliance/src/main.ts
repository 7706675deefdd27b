import { runService } from '@hostgraph/service';
import { readSubgraphConfig, startSubgraph } from '@hostgraph/subgraph-kit';
import { complianceSubgraph } from './subgraph';

runService('compliance', async () =>
  startSubgraph(complianceSubgraph, readSubgraphConfig(process.env, { name: 'compliance', port: 4004 })),
);
