import { EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { describeRightsBeforeWork, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { accountsSubgraph } from '../src';
import { startAccounts } from './accounts';

const [OWN_KEY, HIDDEN_KEY] = ['0'.repeat(15) + '1', '0'.repeat(15) + '2'];

let subgraph: TestSubgraph;
beforeAll(async () => {
  subgraph = await startAccounts();
  await subgraph.database.query(
    `INSERT INTO accounts.api_key (id, organization_id, name, secret_hash, hint, scopes, created_by)
     VALUES ($1, $2, 'Own', sha256('x'), '', '{mail:read}', 'usr_x'),
            ($3, $4, 'Hidden', sha256('y'), '', '{mail:read}', 'usr_x')`,
    [OWN_KEY, OTHER_ORGANIZATION.id, HIDDEN_KEY, EXAMPLE_ORGANIZATION.id],
  );
});
afterAll(() => subgraph.stop());

const idsOf = (organizationId: string, apiKeyId: string) => ({
  org: organizationId,
  'RollApiKeyInput.id': apiKeyId,
  'RevokeApiKeyInput.id': apiKeyId,
});

describeRightsBeforeWork('rights before work, in accounts', {
  definition: accountsSubgraph,
  subgraph: () => subgraph,
  insiders: { collaborator: ['RollApiKeyInput.id', 'RevokeApiKeyInput.id'] },
  ids: () => ({
    own: idsOf(OTHER_ORGANIZATION.id, OWN_KEY),
    hidden: idsOf(EXAMPLE_ORGANIZATION.id, HIDDEN_KEY),
  }),
});
