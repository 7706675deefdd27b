import type { TappedSystem } from './start';

/** Something that users set up in a mailbox, as often as a mailbox is to have it. */
interface Setting {
  /** The field of a mailbox that lists it. */
  readonly field: string;
  readonly selection: string;
  readonly table: string;
  /** How its template is made, and by which field the answer names the template. */
  readonly template: { readonly mutation: string; readonly input: Input; readonly answer: string };
  readonly mutation: string;
  readonly inputs: (templateId: string) => readonly Input[];
}

type Input = Readonly<Record<string, unknown>>;

const SETTINGS: readonly Setting[] = [
  {
    field: 'signatures',
    selection: `signatures(first: 3) { nodes {
      id name state isDefault text { plain html } missingVariables isOutdated template { id name } } }`,
    table: 'signature',
    template: {
      mutation: 'createSignatureTemplate',
      input: {
        name: 'House',
        text: { plain: '{{name}}\n{{jobTitle}}\n{{email}}', html: '<p>{{name}}<br />{{jobTitle}}</p>' },
      },
      answer: 'signatureTemplate',
    },
    mutation: 'createSignature',
    inputs: (templateId) => ['Short', 'Long'].map((name) => ({ name, templateId })),
  },
  {
    field: 'sortingRules',
    selection: `sortingRules(first: 3) { nodes {
      id name match conditions { field values } actions { kind folder } isEnabled error template { id name } } }`,
    table: 'sorting_rule',
    template: {
      mutation: 'createSortingRuleTemplate',
      input: {
        name: 'Invoices',
        match: 'ALL',
        conditions: [{ field: 'SUBJECT', operator: 'CONTAINS', values: ['invoice'] }],
      },
      answer: 'sortingRuleTemplate',
    },
    mutation: 'createSortingRule',
    inputs: (templateId) =>
      ['Invoices', 'Reports', 'Minutes'].map((name) => ({
        name,
        templateId,
        actions: [{ kind: 'MOVE', folder: name }],
      })),
  },
  {
    field: 'autoReplies',
    selection: `autoReply { id } autoReplies(first: 3) { nodes {
      id audience effectiveState nextTransitionAt isOutdated content { subject body template { id name } } } }`,
    table: 'auto_reply',
    template: {
      mutation: 'createAutoReplyTemplate',
      input: { name: 'Absence', texts: [{ language: 'en', subject: 'Absence', body: '{{name}} is away.' }] },
      answer: 'template',
    },
    mutation: 'activateAutoReply',
    inputs: (templateId) => [{ content: { templateId } }, { content: { templateId } }],
  },
];

/** Those that this version of the API has. */
export async function knownSettings(system: TappedSystem): Promise<readonly Setting[]> {
  const { __type } = await system.ask<{ __type: { fields: { name: string }[] } }>(
    '{ __type(name: "Mailbox") { fields { name } } }',
  );
  return SETTINGS.filter(({ field }) => __type.fields.some(({ name }) => name === field));
}

/** Sets a mailbox up, as its users would, from a template of its mail service. */
export async function setUp(
  system: TappedSystem,
  { template, mutation, inputs }: Setting,
  { mailboxId, mailServiceId }: { readonly mailboxId: string; readonly mailServiceId: string },
): Promise<void> {
  const made = await mutate<Record<string, { id: string }>>(
    system,
    template.mutation,
    { mailServiceId, ...template.input },
    `${template.answer} { id }`,
  );
  for (const input of inputs(made[template.answer]?.id ?? '')) {
    await mutate(system, mutation, { mailboxId, ...input }, '');
  }
}

async function mutate<Payload>(
  system: TappedSystem,
  name: string,
  input: Input,
  selection: string,
): Promise<Payload> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { outcome } = await system.ask<{ outcome: Payload & { userErrors: unknown[] } }>(
    `mutation ($input: ${type}!) { outcome: ${name}(input: $input) { ${selection} userErrors { code message path } } }`,
    { input },
  );
  if (outcome.userErrors.length > 0) throw new Error(JSON.stringify(outcome.userErrors));
  return outcome;
}

/** Gives all other mailboxes of the benchmark what one has. */
export const copyToOthers = ({ database }: TappedSystem, { table }: Setting, mailboxId: string) =>
  database.query(
    `INSERT INTO mail.${table}
     SELECT (jsonb_populate_record(model, jsonb_build_object(
       'id', format('%s_%s', model.id, mailbox.id), 'mailbox_id', mailbox.id))).*
     FROM mail.${table} AS model CROSS JOIN mail.mailbox
     WHERE model.mailbox_id = $1 AND mailbox.id LIKE 'mbx_bench%' AND mailbox.id <> $1`,
    [mailboxId],
  );
