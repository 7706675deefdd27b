import { DEMO_MAIL_SINCE, DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { EntityManager } from 'typeorm';
import { SortingActionKind } from '../sorting/action/sorting-action-kind';
import { SortingField } from '../sorting/condition/sorting-field';
import { SortingMatch } from '../sorting/condition/sorting-match';
import { SortingOperator } from '../sorting/condition/sorting-operator';
import { SortingRule } from '../sorting/rule/sorting-rule.entity';
import { SortingRuleTemplate } from '../sorting/template/sorting-rule-template.entity';
import { TemplateVisibility } from '../template/template-visibility';

const { anna, bert } = DEMO_MAILBOXES;
const DATES = { createdAt: DEMO_MAIL_SINCE, updatedAt: DEMO_MAIL_SINCE };

const NEWSLETTERS = {
  id: 'srt_demoNewsletters0000000',
  mailServiceId: EXAMPLE_MAIL_SERVICE.id,
  name: 'Newsletters',
  match: SortingMatch.ANY,
  conditions: [
    {
      field: SortingField.HEADER,
      header: 'List-Id',
      operator: SortingOperator.EXISTS,
      values: [],
      negate: false,
    },
    {
      field: SortingField.MESSAGE_CLASS,
      header: null,
      operator: SortingOperator.IS,
      values: ['ADVERTISING'],
      negate: false,
    },
  ],
  visibility: TemplateVisibility.VISIBLE,
  version: 1,
};
/** What is not offered yet: users do not see it. */
const INVOICES = {
  id: 'srt_demoInvoices0000000000',
  mailServiceId: EXAMPLE_MAIL_SERVICE.id,
  name: 'Invoices',
  match: SortingMatch.ALL,
  conditions: [
    {
      field: SortingField.SUBJECT,
      header: null,
      operator: SortingOperator.CONTAINS,
      values: ['invoice', 'facture', 'Rechnung'],
      negate: false,
    },
  ],
  visibility: TemplateVisibility.HIDDEN,
  version: 1,
};

/** Bert does not want to miss what Anna writes. */
const BERT_FROM_ANNA = {
  id: 'srl_demoBert00000000000000',
  mailboxId: bert.id,
  position: 1,
  name: 'From Anna',
  match: SortingMatch.ALL,
  conditions: [
    {
      field: SortingField.FROM,
      header: null,
      operator: SortingOperator.IS,
      values: [anna.address],
      negate: false,
    },
  ],
  actions: [{ kind: SortingActionKind.FLAG, folder: null, address: null }],
  isEnabled: true,
  templateId: null,
  templateVersion: null,
};

/** Stores templates and a rule. What is there already stays as it is. */
export async function loadSortingRules(manager: EntityManager): Promise<void> {
  const templates = [NEWSLETTERS, INVOICES].map((template) => ({ ...template, ...DATES }));
  await manager
    .createQueryBuilder()
    .insert()
    .into(SortingRuleTemplate)
    .values(templates)
    .orIgnore()
    .execute();
  // `position` is deferrable, so ON CONFLICT cannot be asked.
  if (await manager.existsBy(SortingRule, { mailboxId: BERT_FROM_ANNA.mailboxId })) return;
  await manager.insert(SortingRule, { ...BERT_FROM_ANNA, ...DATES });
}
