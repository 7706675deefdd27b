import { givenVariables, parseSetting } from '@hostgraph/service';
import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { accountsSubgraph } from '../subgraph';
import { loadDemonstration } from './load-demonstration';

const issuerSchema = z.url('must be the address of the identity provider, as `iss` in its tokens');

runDatabaseTask(process.env, accountsSubgraph, async (database) => {
  const issuer = parseSetting(issuerSchema, givenVariables(process.env)['OIDC_ISSUER'], 'OIDC_ISSUER');
  await loadDemonstration(database, issuer);
});
