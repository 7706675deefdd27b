import { type RunningStack, startStack } from '../support/running-stack';

let running: RunningStack;
beforeAll(async () => {
  running = await startStack();
});
afterAll(() => running.stop());

interface Export {
  readonly id: string;
  readonly status: string;
  readonly eventCount: number;
}

const START = `mutation ($input: ExportActivityLogInput!) { exportActivityLog(input: $input) {
  mailbox { id address } export { id status eventCount } userErrors { code } } }`;

const start = (
  credential: string | undefined,
  idempotencyKey: string,
  mailboxId = running.demo.variables['mailboxId'],
) =>
  running.ask<{
    exportActivityLog: {
      mailbox: { address: string } | null;
      export: Export | null;
      userErrors: { code: string }[] | null;
    } | null;
  }>({ credential, query: START, variables: { input: { mailboxId, format: 'NDJSON', idempotencyKey } } });

const link = (credential: string, id: string) =>
  running.ask<{ createActivityLogDownload: { download: { url: string } | null } | null }>({
    credential,
    query: `mutation ($id: ID!) { createActivityLogDownload(input: { exportId: $id }) {
      download { url sizeBytes expiresAt } userErrors { code } } }`,
    variables: { id },
  });

const codesOf = ({ errors = [] }: { errors?: readonly { extensions: { code: string } }[] }) =>
  errors.map(({ extensions }) => extensions.code);

it.each(['administrator', 'apiKey'] as const)(
  'gives the %s the whole log of a mailbox as a file, through the gateway alone',
  async (who) => {
    const credential = who === 'apiKey' ? running.demo.apiKey : running.demo.tokens[who];
    const started = await start(credential, `e2e-${who}`);
    expect(started.errors).toBeUndefined();
    const { mailbox, export: first, userErrors } = started.data!.exportActivityLog!;
    expect([mailbox?.address, userErrors]).toEqual(['anna@example.test', []]);
    let found = first!;
    while (found.status !== 'COMPLETED') {
      const answer = await running.ask<{ activityLogExport: Export }>({
        credential,
        query: `query ($id: ID!) { activityLogExport(id: $id) { id status eventCount } }`,
        variables: { id: found.id },
      });
      found = answer.data!.activityLogExport;
      expect(['QUEUED', 'RUNNING', 'COMPLETED']).toContain(found.status);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const linked = await link(credential, found.id);
    expect(linked.errors).toBeUndefined();
    const { url } = linked.data!.createActivityLogDownload!.download!;
    const file = await fetch(new URL(url, running.demo.endpoint));
    expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'no-store']);
    const events = (await file.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string });
    expect(events).toHaveLength(found.eventCount);
    expect(new Set(events.map(({ id }) => id))).toEqual(new Set(await everyEvent(credential)));
    // The same request once more answers the same export; the right is what the gateway asks mail for each time.
    expect((await start(credential, `e2e-${who}`)).data!.exportActivityLog!.export!.id).toBe(found.id);
  },
);

interface Log {
  readonly mailbox: {
    readonly activityLog: {
      readonly nodes: readonly { readonly id: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

/** The ids of all events, page by page. */
async function everyEvent(credential: string, after: string | null = null): Promise<string[]> {
  const answer = await running.ask<Log>({
    credential,
    query: `query ($id: ID!, $after: String) { mailbox(id: $id) { activityLog(first: 100, after: $after) {
      nodes { id } pageInfo { hasNextPage endCursor } } } }`,
    variables: { id: running.demo.variables['mailboxId'], after },
  });
  const { nodes, pageInfo } = answer.data!.mailbox.activityLog;
  const ids = nodes.map(({ id }) => id);
  return pageInfo.hasNextPage ? [...ids, ...(await everyEvent(credential, pageInfo.endCursor))] : ids;
}

it('starts nothing for whoever lacks the right, and tells a stranger of no mailbox', async () => {
  const without = await start(running.demo.tokens.collaboratorWithoutLogs, 'e2e-without');
  expect(without.data!.exportActivityLog).toMatchObject({ export: null, userErrors: null });
  expect(new Set(codesOf(without))).toEqual(new Set(['FORBIDDEN']));
  const stranger = await start(running.demo.tokens.stranger, 'e2e-stranger');
  const absent = await start(running.demo.tokens.administrator, 'e2e-absent', 'mbx_absent');
  expect(new Set(codesOf(stranger))).toEqual(new Set(['NOT_FOUND']));
  expect(codesOf(stranger)).toEqual(codesOf(absent));
  expect(stranger.data).toEqual(absent.data);
  expect(new Set(codesOf(await start(undefined, 'e2e-nobody')))).toEqual(new Set(['UNAUTHENTICATED']));
});
