import type { Principal } from '@hostgraph/principal';
import type { TestAnswer, TestSubgraph } from '@hostgraph/subgraph-testing';

export interface ExportView {
  readonly id: string;
  readonly status: string;
  readonly eventCount: number;
  readonly sizeBytes: number;
  readonly errorCode: string | null;
  readonly expiresAt: string | null;
}

export interface ExportAnswer {
  readonly export: ExportView | null;
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[] | null;
}

export interface DownloadAnswer {
  readonly download: { readonly url: string; readonly expiresAt: string; readonly sizeBytes: number } | null;
  readonly userErrors: readonly { readonly code: string }[] | null;
}

/** What mail says of a mailbox, as the gateway brings it. */
export interface MailboxFacts {
  readonly id: string;
  readonly addresses?: readonly { readonly address: string; readonly assignedAt: string }[];
  readonly mailService?: { readonly id: string; readonly organization: { readonly id: string } };
  readonly viewerMayViewLogs?: unknown;
}

const EXPORT = 'id status eventCount sizeBytes errorCode expiresAt';

/** Takes both steps of a mutation, as the gateway would: first its field, then those of its payload. */
async function mutate<Answer>(
  subgraph: TestSubgraph,
  principal: Principal,
  mutation: {
    readonly field: string;
    readonly inputType: string;
    readonly input: object;
    readonly select: string;
  },
  mailbox: MailboxFacts,
): Promise<TestAnswer<Answer>> {
  const { field, inputType, input, select } = mutation;
  const first = await subgraph.ask<
    Record<string, { __typename: string; id: string; mailbox: { id: string } }>
  >(
    principal,
    `mutation ($input: ${inputType}!) { ${field}(input: $input) { __typename id mailbox { id } } }`,
    { input },
  );
  const named = first.data?.[field];
  if (!named) return { status: first.status, ...(first.errors && { errors: first.errors }) };
  if (named.mailbox.id !== mailbox.id) throw new Error(`It names the mailbox ${named.mailbox.id}`);
  const { __typename, id } = named;
  const { data, ...second } = await subgraph.askEntities<Answer>(
    principal,
    `... on ${__typename} { ${select} userErrors { code path } }`,
    [{ __typename, id, mailbox }],
  );
  return { ...second, data: data?._entities[0] ?? null };
}

export interface ExportCaller {
  start(input: object, mailbox: MailboxFacts): Promise<TestAnswer<ExportAnswer>>;
  get(id: string): Promise<TestAnswer<{ readonly activityLogExport: ExportView | null }>>;
  cancel(id: string): Promise<TestAnswer<{ readonly cancelActivityLogExport: ExportAnswer | null }>>;
  /** Waits until it is neither queued nor running. */
  finished(id: string): Promise<ExportView>;
  download(exportId: string, mailbox: MailboxFacts): Promise<TestAnswer<DownloadAnswer>>;
}

export function exportCaller(subgraph: TestSubgraph, principal: Principal): ExportCaller {
  const get: ExportCaller['get'] = (id) =>
    subgraph.ask(principal, `query ($id: ID!) { activityLogExport(id: $id) { ${EXPORT} } }`, { id });
  return {
    start: (input, mailbox) =>
      mutate(
        subgraph,
        principal,
        {
          field: 'exportActivityLog',
          inputType: 'ExportActivityLogInput',
          input: { mailboxId: mailbox.id, format: 'CSV', ...input },
          select: `export { ${EXPORT} }`,
        },
        mailbox,
      ),
    get,
    cancel: (id) =>
      subgraph.ask(
        principal,
        `mutation ($id: ID!) { cancelActivityLogExport(input: { id: $id }) {
           export { ${EXPORT} } userErrors { code path } } }`,
        { id },
      ),
    async finished(id) {
      for (;;) {
        const found = (await get(id)).data?.activityLogExport;
        if (!found) throw new Error(`There is no export ${id}`);
        if (found.status !== 'QUEUED' && found.status !== 'RUNNING') return found;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    download: (exportId, mailbox) =>
      mutate(
        subgraph,
        principal,
        {
          field: 'createActivityLogDownload',
          inputType: 'CreateActivityLogDownloadInput',
          input: { exportId },
          select: 'download { url expiresAt sizeBytes }',
        },
        mailbox,
      ),
  };
}
