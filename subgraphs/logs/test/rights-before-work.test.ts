import { DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import {
  callersWith,
  describeRightsBeforeWork,
  startTestSubgraph,
  type TestSubgraph,
} from '@hostgraph/subgraph-testing';
import { logsSubgraph } from '../src';

const { anna, victim } = DEMO_MAILBOXES;

let subgraph: TestSubgraph;
let offer = '';

beforeAll(async () => {
  subgraph = await startTestSubgraph(logsSubgraph, { jobWorkers: 0 });
  await fill('own', victim.id, OTHER_ORGANIZATION.id, DEMO_PEOPLE.stranger.userId);
  await fill('hidden', anna.id, EXAMPLE_ORGANIZATION.id, DEMO_PEOPLE.administrator.userId);
  offer = await formerOffer();
});
afterAll(() => subgraph.stop());

async function fill(name: string, mailboxId: string, organizationId: string, userId: string) {
  await subgraph.database.query(
    `INSERT INTO logs.activity_export (id, mailbox_id, organization_id, principal_kind, principal_id, request_id,
       idempotency_key, input_digest, format, addresses, until)
     VALUES ('lex_' || $1, $2, $3, 'PERSON', $4, 'request', 'key-' || $1, '', 'CSV', '[]', now())`,
    [name, mailboxId, organizationId, userId],
  );
  await subgraph.database.query(
    `INSERT INTO logs.retention_order (id, mail_service_id, organization_id, plan, horizon_days,
       monthly_price_centimes, state, ordered_by_kind, ordered_by_id, idempotency_key, offer_digest, expires_at)
     VALUES ('lro_' || $1, 'msv_' || $1, $2, 'PLAN', 90, 100, 'PENDING', 'PERSON', $3, 'key-' || $1, sha256('x'),
       now() + interval '1 day')`,
    [name, organizationId, userId],
  );
}

/** An offer that the stranger got when she still administered the organization. */
async function formerOffer(): Promise<string> {
  const { stranger } = callersWith(['logs:order', 'logs:read', 'mail:read']);
  const { data } = await subgraph.askEntities<{ logRetentionOffers: { offer: string }[] }>(
    { ...stranger, roles: { [EXAMPLE_ORGANIZATION.id]: 'ADMINISTRATOR' } },
    '... on MailService { logRetentionOffers { offer } }',
    [{ __typename: 'MailService', id: 'msv_hidden', organization: { id: EXAMPLE_ORGANIZATION.id } }],
  );
  return data?._entities[0]?.logRetentionOffers[0]?.offer ?? '';
}

describeRightsBeforeWork('rights before work, in logs', {
  definition: logsSubgraph,
  subgraph: () => subgraph,
  insiders: { legalResponsible: ['lex'], collaborator: ['lex', 'lro'] },
  ids: () => ({
    own: { mbx: victim.id, lex: 'lex_own', lro: 'lro_own' },
    hidden: { mbx: anna.id, lex: 'lex_hidden', lro: 'lro_hidden' },
  }),
  values: {
    get offer() {
      return offer;
    },
    idempotencyKey: 'key-of-a-stranger',
    from: '2030-01-01T00:00:00Z',
    to: '2030-01-02T00:00:00Z',
    after: null,
    domain: null,
  },
});
