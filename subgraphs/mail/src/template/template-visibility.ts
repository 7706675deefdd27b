import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const TemplateVisibility = describedEnum('TemplateVisibility', 'Whom a template is offered to.', {
  VISIBLE: 'Everybody who uses a mailbox of the mail service, or has a right on one.',
  HIDDEN: 'Nobody but administrators. What was made of it before stays as it is and keeps working.',
});
export type TemplateVisibility = ValueOf<typeof TemplateVisibility>;
