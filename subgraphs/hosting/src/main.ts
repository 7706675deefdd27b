import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readHostingConfig } from './config';
import { hostingSubgraph } from './subgraph';

runService('hosting', async (environment) => startSubgraph(hostingSubgraph, readHostingConfig(environment)));
