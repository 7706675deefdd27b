import { setTimeout } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { DEMO_MAILBOXES, EXAMPLE_ORGANIZATION, OPERATOR_ORGANIZATION } from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../support/running-stack';
import { type IngestProcess, startIngest } from './ingest-process';

let running: RunningStack;
let ingest: IngestProcess;

beforeAll(async () => {
  running = await startStack();
  ingest = await startIngest(
    running.stack.settings.databaseUrls.logs,
    ['--http', '127.0.0.1:0', '--gateway', running.demo.endpoint],
    1,
  );
});
afterAll(async () => {
  await ingest.stop();
  await running.stop();
});

interface CreatedKey {
  readonly createApiKey: {
    secret: string | null;
    apiKey: { id: string } | null;
    userErrors: { code: string }[];
  };
}

async function createKey(
  credential: string,
  organizationId: string,
  scopes: readonly string[],
): Promise<CreatedKey['createApiKey']> {
  const { data, errors } = await running.ask<CreatedKey>({
    credential,
    query: `mutation ($input: CreateApiKeyInput!) {
      createApiKey(input: $input) { secret apiKey { id } userErrors { code } }
    }`,
    variables: { input: { organizationId, name: 'Log shipper', scopes } },
  });
  expect(errors).toBeUndefined();
  return data!.createApiKey;
}

/** As Vector's `file` source and `http` sink send it with deploy/vector/hostgraph.yaml. */
async function shipAsVector(key: string, lines: readonly string[]): Promise<[number, unknown]> {
  let offset = 0;
  const body = lines
    .map((message) => {
      const event = {
        file: '/var/log/mail.log',
        host: 'mx1',
        message,
        offset,
        source_type: 'file',
        timestamp: new Date().toISOString(),
      };
      offset += message.length + 1;
      return `${JSON.stringify(event)}\n`;
    })
    .join('');
  const response = await fetch(ingest.urls[0]!, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/x-ndjson',
      'content-encoding': 'gzip',
      'user-agent': 'Vector/0.40.0',
    },
    body: new Uint8Array(gzipSync(body)),
  });
  return [response.status, await response.json()];
}

it('what an operator’s shipper hands in is read in the mailbox’s log; a revoked key ends it', async () => {
  const { operator, administrator } = running.demo.tokens;
  const { secret, apiKey } = await createKey(operator, OPERATOR_ORGANIZATION.id, ['LOGS_INGEST']);
  const at = (seconds: number, daemon: string, text: string): string =>
    `${new Date(Date.now() - 60_000 + seconds * 1000).toISOString()} mx1 postfix/${daemon}: ${text}`;
  const lines = [
    at(0, 'smtpd[1]', 'ABCDEF9: client=a[192.0.2.7]'),
    at(0, 'qmgr[3]', 'ABCDEF9: from=<shipped@partner.test>, size=1000, nrcpt=1 (queue active)'),
    at(
      1,
      'lmtp[4]',
      `ABCDEF9: to=<${DEMO_MAILBOXES.anna.address}>, relay=dc[::1]:24, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)`,
    ),
    at(1, 'qmgr[3]', 'ABCDEF9: removed'),
    // Ten seconds later its host speaks of something else: the message is done.
    at(12, 'pickup[9]', 'FEDCBA9: uid=0 from=<root>'),
  ];
  expect(await shipAsVector(secret!, lines)).toEqual([200, { lines: 5, unparsable: 0, repeated: false }]);
  const { data } = await running.ask<{
    mailbox: { activityLog: { nodes: { correspondent: string; status: string }[] } };
  }>({
    credential: administrator,
    query:
      'query ($id: ID!) { mailbox(id: $id) { activityLog(first: 1) { nodes { correspondent status } } } }',
    variables: { id: DEMO_MAILBOXES.anna.id },
  });
  expect(data!.mailbox.activityLog.nodes).toEqual([
    { correspondent: 'shipped@partner.test', status: 'DELIVERED' },
  ]);

  await running.ask({
    credential: operator,
    query: 'mutation ($id: ID!) { revokeApiKey(input: { id: $id }) { userErrors { code } } }',
    variables: { id: apiKey!.id },
  });
  // The gateway remembers a key for five seconds, and so does the intake.
  for (;;) {
    const [status, answer] = await shipAsVector(secret!, lines);
    if (status === 200) {
      await setTimeout(500);
      continue;
    }
    expect([status, answer]).toMatchObject([401, { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }]);
    break;
  }
});

it('a customer can neither make a key for it nor use another one', async () => {
  const { administrator } = running.demo.tokens;
  const refused = await createKey(administrator, EXAMPLE_ORGANIZATION.id, ['LOGS_INGEST']);
  expect(refused.secret).toBeNull();
  expect(refused.userErrors).not.toEqual([]);
  expect(await shipAsVector(running.demo.apiKey, ['x'])).toMatchObject([
    403,
    { errors: [{ extensions: { code: 'FORBIDDEN' } }] },
  ]);
});
