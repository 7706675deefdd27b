import { runService } from '@hostgraph/service';
import { readSubgraphConfig, startSubgraph } from '@hostgraph/subgraph-kit';
import { mailSubgraph } from './subgraph';

runService('mail', () =>
  startSubgraph(mailSubgraph, readSubgraphConfig(process.env, { name: 'mail', port: 4002 })),
);
