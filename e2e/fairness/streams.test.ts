import { DEMO_MAILBOXES, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../support/running-stack';

const KEYS = 14;
const STREAMS_PER_KEY = 10;

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

/** A key of the stranger's organization, which may read its mail and logs. */
async function createKey(name: string): Promise<string> {
  const { data } = await running.ask<{ createApiKey: { secret: string } }>({
    credential: running.demo.tokens.stranger,
    query: 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    variables: {
      input: { organizationId: OTHER_ORGANIZATION.id, name, scopes: ['LOGS_READ', 'MAIL_READ'] },
    },
  });
  return data!.createApiKey.secret;
}

/** Whatever nobody holds is closed when memory is tidied up. */
const unread: unknown[] = [];

/** Follows the stranger's mailbox, reads the first message, and leaves the rest unread. */
async function follow(credential: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(running.demo.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${credential}`,
    },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { mailActivity(mailboxId: $id) { kind events { id } } }',
      variables: { id: DEMO_MAILBOXES.victim.id },
    }),
    signal,
  });
  const reader = response.body!.getReader();
  unread.push(reader);
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const [, code] = /"code":"(\w+)"/.exec(text) ?? [];
    if (code !== undefined) return code;
    if (text.includes('"kind":"WATCHING"')) return 'WATCHING';
    const { done, value } = await reader.read();
    if (done) throw new Error(`It ended: ${text}`);
    text += decoder.decode(value, { stream: true });
  }
}

it('answers everybody as before while one organization has as many streams open as it may', async () => {
  const gone = new AbortController();
  const keys = await Promise.all(Array.from({ length: KEYS }, (_, i) => createKey(`key ${i}`)));
  const opened: string[] = [];
  for (const key of keys) {
    opened.push(
      ...(await Promise.all(Array.from({ length: STREAMS_PER_KEY }, () => follow(key, gone.signal)))),
    );
  }
  const count = (outcome: string) => opened.filter((other) => other === outcome).length;
  expect([count('WATCHING'), count('TOO_MANY_STREAMS')]).toEqual([100, 40]);

  const answer = await running.ask<{ mailbox: { activityLog: { nodes: object[] } } }>({
    credential: running.demo.tokens.administrator,
    query: `query ($id: ID!) { viewer { kind } mailbox(id: $id) { address activityLog(first: 20) { nodes { id } } } }`,
    variables: { id: DEMO_MAILBOXES.anna.id },
  });
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toMatchObject({
    viewer: { kind: 'PERSON' },
    mailbox: { address: DEMO_MAILBOXES.anna.address },
  });
  expect(answer.data!.mailbox.activityLog.nodes).toHaveLength(20);
  gone.abort();
});
