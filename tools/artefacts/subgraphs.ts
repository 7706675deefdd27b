import { accountsSubgraph } from '@hostgraph/accounts';
import { complianceSubgraph } from '@hostgraph/compliance';
import { hostingSubgraph } from '@hostgraph/hosting';
import { logsSubgraph } from '@hostgraph/logs';
import { mailSubgraph } from '@hostgraph/mail';
import type { SubgraphDefinition } from '@hostgraph/subgraph-kit';

/** All subgraphs, with where each listens unless the gateway is told otherwise. */
export const SUBGRAPHS: readonly { readonly definition: SubgraphDefinition; readonly url: string }[] = [
  { definition: accountsSubgraph, url: 'http://127.0.0.1:4001/graphql' },
  { definition: mailSubgraph, url: 'http://127.0.0.1:4002/graphql' },
  { definition: logsSubgraph, url: 'http://127.0.0.1:4003/graphql' },
  { definition: complianceSubgraph, url: 'http://127.0.0.1:4004/graphql' },
  { definition: hostingSubgraph, url: 'http://127.0.0.1:4005/graphql' },
];
