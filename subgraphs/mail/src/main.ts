import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readMailConfig } from './config';
import { mailSubgraph } from './subgraph';

runService('mail', (environment) => startSubgraph(mailSubgraph, readMailConfig(environment)));
