import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../support/running-stack';

interface Order {
  readonly order: { readonly id: string; readonly state: string } | null;
  readonly userErrors: readonly { readonly code: string }[];
}
interface Offers {
  readonly mailService: {
    readonly logRetentionOffers:
      readonly { readonly plan: { readonly code: string }; readonly offer: string }[] | null;
  };
}

const { id: mailServiceId } = EXAMPLE_MAIL_SERVICE;
const OFFERS = `{ mailService(id: "${mailServiceId}") { logRetentionOffers { plan { code } offer } } }`;

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

const ask = <Data>(role: keyof RunningStack['demo']['tokens'], query: string) =>
  running.ask<Data>({ credential: running.demo.tokens[role], query, variables: {} });
const faults = (answer: Awaited<ReturnType<typeof ask>>) =>
  answer.errors?.map(({ path, extensions }) => [path?.join('.'), extensions.code]);

it('leads from what a log does not cover to the order, and by billing’s word to the longer log', async () => {
  const { data: before } = await ask<{ mailbox: { activityLog: { notCovered: unknown } } }>(
    'administrator',
    `{ mailbox(id: "${DEMO_MAILBOXES.anna.id}") { activityLog { notCovered { code plans { code } } } } }`,
  );
  expect(before!.mailbox.activityLog.notCovered).toEqual({
    code: 'LOG_PERIOD_NOT_COVERED',
    plans: [{ code: 'DAYS_90' }, { code: 'DAYS_365' }],
  });
  const { data: offered } = await ask<Offers>('administrator', OFFERS);
  const { plan, offer } = offered!.mailService.logRetentionOffers![0]!;
  expect(plan.code).toBe('DAYS_90');
  const mutation = (text: string) =>
    `mutation { outcome: ${text} { order { id state } userErrors { code } } }`;
  const ordered = await ask<{ outcome: Order }>(
    'administrator',
    mutation(`orderLogRetention(input: { offer: "${offer}", idempotencyKey: "e2e" })`),
  );
  expect(ordered.data).toMatchObject({ outcome: { order: { state: 'PENDING' }, userErrors: [] } });
  const confirmation = mutation(
    `confirmLogRetentionOrder(input: { orderId: "${ordered.data!.outcome.order!.id}" })`,
  );
  for (const role of ['administrator', 'legalResponsible', 'stranger'] as const) {
    expect(faults(await ask(role, confirmation))).toEqual([['outcome', 'FORBIDDEN']]);
  }
  const confirmed = await ask<{ outcome: Order }>('operator', confirmation);
  expect(confirmed.data).toMatchObject({ outcome: { order: { state: 'ACTIVE' }, userErrors: [] } });
  const after = await ask(
    'administrator',
    `{ mailService(id: "${mailServiceId}") {
         logRetention { plan horizonDays pendingOrder { id } }
         logRetentionOrders { nodes { state orderedBy { name } organization { name }
           mailService { name logRetentionOffers { plan { days } } } } } }
       organization(id: "${EXAMPLE_ORGANIZATION.id}") { logAuditEvents { nodes { action } } } }`,
  );
  expect(after).toEqual({
    status: 200,
    data: {
      mailService: {
        logRetention: { plan: 'DAYS_90', horizonDays: 90, pendingOrder: null },
        logRetentionOrders: {
          nodes: [
            {
              state: 'ACTIVE',
              orderedBy: { name: 'Anna' },
              organization: { name: EXAMPLE_ORGANIZATION.name },
              mailService: {
                name: EXAMPLE_MAIL_SERVICE.name,
                logRetentionOffers: [{ plan: { days: 365 } }],
              },
            },
          ],
        },
      },
      organization: {
        logAuditEvents: {
          nodes: [{ action: 'CONFIRM_LOG_RETENTION_ORDER' }, { action: 'ORDER_LOG_RETENTION' }],
        },
      },
    },
  });
});

it('makes no offer to a collaborator, nor of a mail service that somebody does not see', async () => {
  expect(faults(await ask('collaborator', OFFERS))).toEqual([
    ['mailService.logRetentionOffers', 'FORBIDDEN'],
  ]);
  for (const role of ['stranger', 'operator'] as const) {
    expect(faults(await ask(role, OFFERS))).toEqual([['mailService', 'NOT_FOUND']]);
  }
});

it('shows the operator the log of whoever it is, and the mailbox’s user that it did', async () => {
  const { address } = DEMO_MAILBOXES.bert;
  const query = `{ operatorActivityLog(address: "${address}", first: 1) { nodes { address } } }`;
  expect((await ask('operator', query)).data).toEqual({ operatorActivityLog: { nodes: [{ address }] } });
  expect(faults(await ask('legalResponsible', query))).toEqual([['operatorActivityLog', 'FORBIDDEN']]);
  const told = await ask(
    'collaborator',
    `{ mailbox(id: "${DEMO_MAILBOXES.bert.id}") { operatorLogSearches { nodes { searched } } } }`,
  );
  expect(told.data).toEqual({ mailbox: { operatorLogSearches: { nodes: [{ searched: address }] } } });
});
