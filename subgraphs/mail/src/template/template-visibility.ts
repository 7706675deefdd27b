import { registerEnumType } from 'type-graphql';

export enum TemplateVisibility {
  VISIBLE = 'VISIBLE',
  HIDDEN = 'HIDDEN',
}

registerEnumType(TemplateVisibility, {
  name: 'TemplateVisibility',
  description: 'Whom a template is offered to.',
  valuesConfig: {
    VISIBLE: { description: 'Everybody who uses a mailbox of the mail service, or has a right on one.' },
    HIDDEN: {
      description: 'Nobody but administrators. What was made of it before stays as it is and keeps working.',
    },
  },
});
