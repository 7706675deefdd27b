import { runService } from '@hostgraph/service';
import { readSubgraphConfig, startSubgraph } from '@hostgraph/subgraph-kit';
import { logsSubgraph } from './subgraph';

runService('logs', () =>
  startSubgraph(logsSubgraph, readSubgraphConfig(process.env, { name: 'logs', port: 4003 })),
);
