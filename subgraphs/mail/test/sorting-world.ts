import { DEMO_MAILBOXES, DEMO_PEOPLE, type DemoPerson, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { Principal } from '@hostgraph/principal';
import { mutateBy, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { administrator, collaborator } from './mail-world';

export interface Condition {
  readonly field: string;
  readonly header?: string | null;
  readonly operator: string;
  readonly values: string[];
  readonly negate?: boolean;
}
export interface Action {
  readonly kind: string;
  readonly folder?: string | null;
  readonly address?: string | null;
}
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly match: string;
  readonly conditions: Condition[];
  readonly visibility: string;
  readonly version: number;
  readonly usageCount: number | null;
}
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly position: number;
  readonly match: string;
  readonly conditions: Condition[];
  readonly actions: Action[];
  readonly isEnabled: boolean;
  readonly templateVersion: number | null;
  readonly template: { id: string; version: number } | null;
  readonly shadowedBy: { id: string } | null;
  readonly error: string | null;
}

export const TEMPLATE = `id name match visibility version usageCount
  conditions { field header operator values negate }`;
export const RULE = `id name position match isEnabled templateVersion error template { id version } shadowedBy { id }
  conditions { field header operator values negate } actions { kind folder address }`;

export const NEWSLETTER: Condition = { field: 'HEADER', header: 'List-Id', operator: 'EXISTS', values: [] };
export const TO_NEWS: Action = { kind: 'MOVE', folder: 'News' };
export const { bert } = DEMO_MAILBOXES;

/** What is asked of the sorting rules, as the tests ask it. */
export function sortingWorld(subgraph: () => TestSubgraph) {
  const mutate = mutateBy(subgraph);
  const { userId } = DEMO_PEOPLE.collaborator;

  const createTemplate = (input: Readonly<Record<string, unknown>> = {}, caller: Principal = administrator) =>
    mutate<{ sortingRuleTemplate: Template | null }>(
      caller,
      'createSortingRuleTemplate',
      {
        mailServiceId: EXAMPLE_MAIL_SERVICE.id,
        name: 'Newsletters',
        match: 'ALL',
        conditions: [NEWSLETTER],
        ...input,
      },
      `sortingRuleTemplate { ${TEMPLATE} }`,
    );
  const createRule = (input: Readonly<Record<string, unknown>> = {}, caller: Principal = collaborator) =>
    mutate<{ sortingRule: Rule | null }>(
      caller,
      'createSortingRule',
      { mailboxId: bert.id, name: 'To news', actions: [TO_NEWS], ...input },
      `sortingRule { ${RULE} }`,
    );

  return {
    mutate,
    createTemplate,
    createRule,

    /** Gives somebody rights on a mailbox. */
    grant: (rights: readonly string[], { userId: to }: DemoPerson = DEMO_PEOPLE.collaborator, on = bert.id) =>
      subgraph().database.query(
        `INSERT INTO mail.mailbox_grant (mailbox_id, user_id, "right", granted_by)
         SELECT $1, $2, unnest($3::text[]), $2 ON CONFLICT DO NOTHING`,
        [on, to, rights],
      ),
    withdraw: (right: string) =>
      subgraph().database.query(
        `DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1 AND user_id = $2 AND "right" = $3`,
        [bert.id, userId, right],
      ),

    newTemplate: async (input: Readonly<Record<string, unknown>> = {}): Promise<Template> => {
      const { outcome } = await createTemplate(input);
      expect(outcome!.userErrors).toEqual([]);
      return outcome!.sortingRuleTemplate!;
    },
    updateTemplate: (input: Readonly<Record<string, unknown>>, caller: Principal = administrator) =>
      mutate<{ sortingRuleTemplate: Template | null }>(
        caller,
        'updateSortingRuleTemplate',
        input,
        `sortingRuleTemplate { ${TEMPLATE} }`,
      ),
    deleteTemplate: (id: string, caller: Principal = administrator) =>
      mutate<{ deletedId: string | null }>(caller, 'deleteSortingRuleTemplate', { id }, 'deletedId'),

    newRule: async (input: Readonly<Record<string, unknown>> = {}): Promise<Rule> => {
      const given = 'templateId' in input ? {} : { match: 'ALL', conditions: [NEWSLETTER] };
      const { outcome } = await createRule({ ...given, ...input });
      expect(outcome!.userErrors).toEqual([]);
      return outcome!.sortingRule!;
    },
    updateRule: (input: Readonly<Record<string, unknown>>, caller: Principal = collaborator) =>
      mutate<{ sortingRule: Rule | null }>(caller, 'updateSortingRule', input, `sortingRule { ${RULE} }`),
    upgradeRule: (id: string, caller: Principal = collaborator) =>
      mutate<{ sortingRule: Rule | null }>(caller, 'upgradeSortingRule', { id }, `sortingRule { ${RULE} }`),
    deleteRule: (id: string, caller: Principal = collaborator) =>
      mutate<{ deletedId: string | null }>(caller, 'deleteSortingRule', { id }, 'deletedId'),
    reorder: (ruleIds: readonly string[], caller: Principal = collaborator, mailboxId = bert.id) =>
      mutate<{ sortingRules: { id: string; position: number }[] | null }>(
        caller,
        'reorderSortingRules',
        { mailboxId, ruleIds },
        'sortingRules { id position }',
      ),
    readRules: (caller: Principal, mailboxId = bert.id, first = 100) =>
      subgraph().ask<{ mailbox: { sortingRules: { nodes: Rule[] } | null } | null }>(
        caller,
        `query ($id: ID!, $first: Int!) { mailbox(id: $id) {
           sortingRules(first: $first) { nodes { ${RULE} } } } }`,
        { id: mailboxId, first },
      ),
    readTemplates: (caller: Principal, visibility?: string) =>
      subgraph().ask<{ mailService: { sortingRuleTemplates: { nodes: Template[] } } | null }>(
        caller,
        `query ($id: ID!, $visibility: TemplateVisibility) { mailService(id: $id) {
           sortingRuleTemplates(visibility: $visibility, first: 100) { nodes { ${TEMPLATE} } } } }`,
        { id: EXAMPLE_MAIL_SERVICE.id, visibility },
      ),
    deleteAllRules: () => subgraph().database.query('DELETE FROM mail.sorting_rule'),
    deleteAllTemplates: () => subgraph().database.query('DELETE FROM mail.sorting_rule_template'),

    /** What was done to an object, in its order. */
    deedsTo: async (targetId: string): Promise<string[]> => {
      const rows: { action: string }[] = await subgraph().database.query(
        'SELECT action FROM mail.audit_event WHERE target_id = $1 ORDER BY occurred_at, id',
        [targetId],
      );
      return rows.map(({ action }) => action);
    },
  };
}
