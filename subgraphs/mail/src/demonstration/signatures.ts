import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE, EXAMPLE_ORGANIZATION } from '@hostgraph/demo-data';
import type { EntityManager } from 'typeorm';
import { SignatureTemplate } from '../signatures/template/signature-template.entity';
import { SignatureVariable } from '../signatures/template/signature-variable';
import { composeSignature } from '../signatures/signature/compose-signature';
import { SignatureState } from '../signatures/signature/signature-state';
import type { SignatureValues } from '../signatures/signature/signature-value.type';
import { Signature } from '../signatures/signature/signature.entity';
import { TemplateVisibility } from '../template/template-visibility';

const { anna, bert } = DEMO_MAILBOXES;

const TEMPLATE = {
  id: 'sgt_demoAssociation0000000',
  mailServiceId: EXAMPLE_MAIL_SERVICE.id,
  name: 'Association',
  plain: `{{name}}\n{{jobTitle}}, ${EXAMPLE_ORGANIZATION.name}\n{{phone}} · {{email}}`,
  html:
    `<p><strong>{{name}}</strong><br />{{jobTitle}}, ${EXAMPLE_ORGANIZATION.name}<br />` +
    '<a href="tel:{{phone}}">{{phone}}</a> · <a href="mailto:{{email}}">{{email}}</a></p>',
  visibility: TemplateVisibility.VISIBLE,
  version: 1,
};

/** Anna has finished hers; Bert's is a draft, as nobody has said what he is there. */
const SIGNATURES: readonly SignatureOfDemonstration[] = [
  {
    id: 'sig_demoAnna00000000000000',
    mailbox: anna,
    values: { [SignatureVariable.JOB_TITLE]: 'Office', [SignatureVariable.PHONE]: '+41 22 555 01 00' },
    state: SignatureState.READY,
  },
  {
    id: 'sig_demoBert00000000000000',
    mailbox: bert,
    values: { [SignatureVariable.PHONE]: '+41 22 555 01 01' },
    state: SignatureState.DRAFT,
  },
];

interface SignatureOfDemonstration {
  readonly id: string;
  readonly mailbox: (typeof DEMO_MAILBOXES)[keyof typeof DEMO_MAILBOXES];
  readonly values: SignatureValues;
  readonly state: SignatureState;
}

/** Stores a template and what was made from it. What is there already stays as it is. */
export async function loadSignatures(manager: EntityManager): Promise<void> {
  await manager.createQueryBuilder().insert().into(SignatureTemplate).values(TEMPLATE).orIgnore().execute();
  const rows = SIGNATURES.map(rowOf);
  await manager.createQueryBuilder().insert().into(Signature).values(rows).orIgnore().execute();
}

function rowOf({ id, mailbox, values, state }: SignatureOfDemonstration) {
  const draft = {
    name: TEMPLATE.name,
    state,
    isDefault: state === SignatureState.READY,
    sourcePlain: TEMPLATE.plain,
    sourceHtml: TEMPLATE.html,
    givenValues: values,
    templateId: TEMPLATE.id,
    templateVersion: TEMPLATE.version,
  };
  const row = composeSignature(draft, mailbox);
  if ('userErrors' in row) throw new Error(`${id} cannot be stored`);
  return { ...row, id, mailboxId: mailbox.id };
}
