import { DEMO_MAIL_SINCE, DEMO_MAILBOXES, DEMO_PEOPLE, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import type { EntityManager } from 'typeorm';
import { AutoReplyAudience } from '../auto-replies/auto-reply/auto-reply-audience';
import { AutoReply } from '../auto-replies/auto-reply/auto-reply.entity';
import { AutoReplyTemplateText } from '../auto-replies/template/auto-reply-template-text.entity';
import { AutoReplyTemplate } from '../auto-replies/template/auto-reply-template.entity';
import { AutoReplyVariable } from '../auto-replies/template/auto-reply-variable';
import { TemplateVisibility } from '../template/template-visibility';

const { anna } = DEMO_MAILBOXES;

const HOLIDAYS = {
  id: 'art_demoHolidays0000000000',
  mailServiceId: EXAMPLE_MAIL_SERVICE.id,
  name: 'Holidays',
  visibility: TemplateVisibility.VISIBLE,
  version: 1,
};
/** What is not offered yet: users do not see it. */
const CLOSED = {
  id: 'art_demoClosed000000000000',
  mailServiceId: EXAMPLE_MAIL_SERVICE.id,
  name: 'Office closed',
  visibility: TemplateVisibility.HIDDEN,
  version: 1,
};

const TEXTS = [
  {
    templateId: HOLIDAYS.id,
    language: 'en',
    subject: 'Away until {{returnDate}}',
    body: 'I am back on {{returnDate}}. For what is urgent, please write to {{deputy}}.\n\n{{name}}',
    html:
      '<p>I am back on <strong>{{returnDate}}</strong>. For what is urgent, please write to {{deputy}}.</p>' +
      '<p>{{name}}</p>',
  },
  {
    templateId: HOLIDAYS.id,
    language: 'fr',
    subject: 'De retour le {{returnDate}}',
    body: 'Je serai de retour le {{returnDate}}. En cas d’urgence, écrivez à {{deputy}}.\n\n{{name}}',
    html: null,
  },
  {
    templateId: HOLIDAYS.id,
    language: 'de',
    subject: 'Abwesend bis {{returnDate}}',
    body: 'Ich bin ab {{returnDate}} zurück. In dringenden Fällen schreiben Sie bitte an {{deputy}}.\n\n{{name}}',
    html: null,
  },
  {
    templateId: CLOSED.id,
    language: 'en',
    subject: 'Our office is closed',
    body: 'Our office is closed. We answer when it opens again.',
    html: null,
  },
].map((text, ordinal) => ({ ...text, ordinal }));

/** What Anna’s mailbox said while she was away in spring. */
const ANNA_IN_SPRING = {
  id: 'arp_demoAnna00000000000000',
  mailboxId: anna.id,
  audience: AutoReplyAudience.EVERYBODY,
  content: {
    subject: 'Away until April 13, 2026',
    body: 'I am back on April 13, 2026. For what is urgent, please write to bert@example.test.\n\nAnna',
    html:
      '<p>I am back on <strong>April 13, 2026</strong>. For what is urgent, please write to bert@example.test.</p>' +
      '<p>Anna</p>',
    language: 'en',
    templateId: HOLIDAYS.id,
    templateVersion: HOLIDAYS.version,
  },
  externalContent: null,
  variables: { [AutoReplyVariable.DEPUTY]: 'bert@example.test' },
  startsAt: '2026-04-02T22:00:00.000Z',
  endsAt: '2026-04-12T22:00:00.000Z',
  timeZone: 'Europe/Zurich',
  repeatIntervalDays: 10,
  activatedByKind: 'PERSON' as const,
  activatedById: DEMO_PEOPLE.administrator.userId,
  activatedAt: '2026-04-01T08:00:00.000Z',
  deactivatedAt: '2026-04-13T06:30:00.000Z',
};

/** Stores templates and what was made from one. What is there already stays as it is. */
export async function loadAutoReplies(manager: EntityManager): Promise<void> {
  const templates = [HOLIDAYS, CLOSED].map((template) => ({
    ...template,
    createdAt: DEMO_MAIL_SINCE,
    updatedAt: DEMO_MAIL_SINCE,
  }));
  await manager.createQueryBuilder().insert().into(AutoReplyTemplate).values(templates).orIgnore().execute();
  await manager.createQueryBuilder().insert().into(AutoReplyTemplateText).values(TEXTS).orIgnore().execute();
  await manager.createQueryBuilder().insert().into(AutoReply).values(ANNA_IN_SPRING).orIgnore().execute();
}
