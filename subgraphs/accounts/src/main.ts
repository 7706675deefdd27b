import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readAccountsConfig } from './config';
import { accountsSubgraph } from './subgraph';

runService('accounts', async (environment) =>
  startSubgraph(accountsSubgraph, readAccountsConfig(environment)),
);
