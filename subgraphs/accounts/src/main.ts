import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { useApiKeyPepper } from './api-key/api-key-secret';
import { readAccountsConfig } from './config';
import { accountsSubgraph } from './subgraph';

runService('accounts', async (environment) => {
  const config = readAccountsConfig(environment);
  useApiKeyPepper(config.apiKeyPepper);
  return startSubgraph(accountsSubgraph, config);
});
