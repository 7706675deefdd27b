import { runService } from '@hostgraph/service';
import { readSubgraphConfig, startSubgraph } from '@hostgraph/subgraph-kit';
import { complianceSubgraph } from './subgraph';

runService('compliance', async (environment) =>
  startSubgraph(complianceSubgraph, readSubgraphConfig(environment, { name: 'compliance', port: 4004 })),
);
