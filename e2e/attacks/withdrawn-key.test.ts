import { DEMO_MAILBOXES, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../support/running-stack';

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

const { anna } = DEMO_MAILBOXES;

const redirect = (credential: string, target: string) =>
  running.ask<{ addRedirection: { userErrors: object[] } }>({
    credential,
    query:
      'mutation ($input: AddRedirectionInput!) { addRedirection(input: $input) { userErrors { code } } }',
    variables: { input: { mailboxId: anna.id, target } },
  });

it('changes nothing from the moment at which it is revoked', async () => {
  const credential = running.demo.tokens.administrator;
  const created = await running.ask<{ createApiKey: { secret: string; apiKey: { id: string } } }>({
    credential,
    query: 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id } } }',
    variables: {
      input: {
        organizationId: EXAMPLE_ORGANIZATION.id,
        name: 'lost',
        scopes: ['MAIL_READ', 'MAIL_WRITE'],
      },
    },
  });
  const { secret, apiKey } = created.data!.createApiKey;
  const before = await redirect(secret, 'colleague@partner.test');
  expect(before.data).toEqual({ addRedirection: { userErrors: [] } });

  const revoked = await running.ask({
    credential,
    query: 'mutation ($input: RevokeApiKeyInput!) { revokeApiKey(input: $input) { userErrors { code } } }',
    variables: { input: { id: apiKey.id } },
  });
  expect(revoked.data).toEqual({ revokeApiKey: { userErrors: [] } });
  const after = await redirect(secret, 'thief@evil.test');
  expect([after.status, after.errors?.map(({ extensions }) => extensions.code)]).toEqual([
    401,
    ['UNAUTHENTICATED'],
  ]);

  const stored = await running.ask<{ mailbox: { redirections: { target: string }[] } }>({
    credential,
    query: 'query ($id: ID!) { mailbox(id: $id) { redirections { target } } }',
    variables: { id: anna.id },
  });
  expect(stored.data!.mailbox.redirections.map(({ target }) => target)).toEqual(['colleague@partner.test']);
});
