import { EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { describeRightsBeforeWork, startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { hostingSubgraph } from '../src';
import { loadDemonstration } from '../src/demonstration/load-demonstration';

let subgraph: TestSubgraph;
const own: Record<string, string> = {};
const hidden: Record<string, string> = {};

beforeAll(async () => {
  subgraph = await startTestSubgraph(hostingSubgraph, { jobWorkers: 0 });
  const { database } = subgraph;
  await loadDemonstration(database);
  for (const [ids, organizationId] of [
    [own, OTHER_ORGANIZATION.id],
    [hidden, EXAMPLE_ORGANIZATION.id],
  ] as const) {
    const idOf = async (table: string): Promise<string> => {
      const [row]: { id: string }[] = await database.query(
        `SELECT id FROM hosting.${table} WHERE organization_id = $1 ORDER BY id`,
        [organizationId],
      );
      return row?.id ?? '';
    };
    await database.query(
      `INSERT INTO hosting.username_migration (id, organization_id, account_ids, started_by_kind, started_by_id,
         idempotency_key, input_digest, status)
       SELECT 'fum_' || $1, $1, array_agg(id), 'PERSON', 'usr_x', 'key-of-' || $1, sha256('x'), 'CANCELLED'
       FROM hosting.ftp_account WHERE organization_id = $1`,
      [organizationId],
    );
    ids['lsi'] = await idOf('legacy_site');
    ids['ftp'] = await idOf('ftp_account');
    ids['fum'] = await idOf('username_migration');
  }
});
afterAll(() => subgraph.stop());

describeRightsBeforeWork('rights before work, in hosting', {
  definition: hostingSubgraph,
  subgraph: () => subgraph,
  ids: () => ({ own, hidden }),
  values: {
    allowedNetworks: ['192.0.2.0/24', '2001:db8::/32'],
    homeDirectory: `/${'a'.repeat(200)}`,
    localPart: 'example-name',
    idempotencyKey: 'a-key-of-a-stranger',
    platforms: null,
    planHash: 'a'.repeat(64),
  },
});
