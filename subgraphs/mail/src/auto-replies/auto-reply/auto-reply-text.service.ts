import { administers, notFound, type RequestContext, type UserError } from '@hostgraph/subgraph-kit';
import { DateTime } from 'luxon';
import type { EntityManager } from 'typeorm';
import { AutoReplyTemplateText } from '../template/auto-reply-template-text.entity';
import { AutoReplyTemplate } from '../template/auto-reply-template.entity';
import { AUTO_REPLY_PLACEHOLDERS, AutoReplyVariable } from '../template/auto-reply-variable';
import type { LockedMailbox } from '../../directory/mailbox/lock-mailbox';
import { TemplateVisibility } from '../../template/template-visibility';
import { escapeHtml, sanitiseHtml, storableHtml } from '../../template/html';
import { missingVariables, unknownVariable } from '../../template/template-text.errors';
import { canonicalLanguage, MAX_SUBJECT, withPlainLineBreaks } from '../../template/text-rules';
import { replyEntity } from './reply-message';
import type { StoredContent } from './auto-reply-content.type';
import type { AutoReplyValues } from './auto-reply-value.type';
import { MAX_REPLY_BYTES, refusal } from './auto-reply.errors';
import type { AutoReplyContentInput } from './auto-reply.inputs';

/** What of the input is to blame. */
type Argument = 'content' | 'externalContent' | 'mailboxId';

/** What the variables of a text get their defaults from. */
export interface Occasion {
  readonly mailboxName: string;
  readonly endsAt: Date | null;
  readonly timeZone: string;
}

/** A text that can be sent, or why there is none. */
export type RenderResult =
  | { readonly content: StoredContent }
  | { readonly missing: readonly AutoReplyVariable[]; readonly userErrors: readonly UserError[] };

/** Where no language is named. */
const DEFAULT_LANGUAGE = 'en';

/**
 * Writes what is to be sent: takes the text from a template as it is now, or as given, and fills it in.
 *
 * @param given values that go before the defaults
 * @throws NOT_FOUND where the template is not one that the caller sees in the service of the mailbox
 */
export async function writeContent(
  ctx: RequestContext,
  manager: EntityManager,
  mailbox: LockedMailbox,
  { input, argument, given, occasion }: WritingTask,
): Promise<RenderResult> {
  if ((input.templateId == null) === (input.text == null))
    return refused(refusal('CONTENT_NOT_CLEAR', argument));
  const source = input.text
    ? ownText(input.text, input.language)
    : await templateText(ctx, manager, mailbox, input, argument);
  if ('userErrors' in source) return source;
  const mistake = AUTO_REPLY_PLACEHOLDERS.firstMistake(
    [source.subject, source.body, source.html ?? ''].join('\n'),
  );
  if (mistake !== undefined) return refused(unknownVariable(mistake, argument));
  const written = fillIn(source, { ...defaultsFor(occasion, source.language), ...given }, argument);
  const isTooLarge = 'content' in written && (await replyEntity(written.content)).length > MAX_REPLY_BYTES;
  return isTooLarge ? refused(refusal('REPLY_TOO_LARGE', argument)) : written;
}

/** What is to be said: the text of a template, or `text` itself. */
type ContentSource = Pick<AutoReplyContentInput, 'templateId' | 'text' | 'language'>;

export interface WritingTask {
  readonly input: ContentSource;
  readonly argument: Argument;
  readonly given: AutoReplyValues;
  readonly occasion: Occasion;
}

const refused = (error: UserError): RenderResult & { userErrors: readonly UserError[] } => ({
  missing: [],
  userErrors: [error],
});

function ownText(
  { subject, body, html }: NonNullable<AutoReplyContentInput['text']>,
  language: string | null | undefined,
): StoredContent {
  return {
    subject,
    body: withPlainLineBreaks(body),
    html: storableHtml(html),
    language: canonicalLanguage(language ?? DEFAULT_LANGUAGE),
    templateId: null,
    templateVersion: null,
  };
}

async function templateText(
  ctx: RequestContext,
  manager: EntityManager,
  { mailServiceId, organizationId }: LockedMailbox,
  { templateId, language }: ContentSource,
  argument: Argument,
) {
  // Whoever rewrites the template waits, so that its texts and its version belong together.
  const template = await manager.findOne(AutoReplyTemplate, {
    where: { id: templateId ?? '', mailServiceId },
    lock: { mode: 'pessimistic_read' },
  });
  const isHidden = template?.visibility === TemplateVisibility.HIDDEN;
  if (!template || (isHidden && !administers(ctx, organizationId))) throw notFound('Template');
  if (isHidden) return refused(refusal('TEMPLATE_HIDDEN', argument));
  const texts = await manager.find(AutoReplyTemplateText, {
    where: { templateId: template.id },
    order: { ordinal: 'ASC' },
  });
  const wanted = language == null ? undefined : canonicalLanguage(language);
  const text = wanted === undefined ? texts[0] : texts.find((candidate) => candidate.language === wanted);
  if (!text) return refused(refusal('LANGUAGE_NOT_AVAILABLE', argument));
  const { subject, body, html } = text;
  return {
    subject,
    body,
    html,
    language: text.language,
    templateId: template.id,
    templateVersion: template.version,
  } satisfies StoredContent;
}

function defaultsFor({ mailboxName, endsAt, timeZone }: Occasion, language: string): AutoReplyValues {
  const returning = endsAt && DateTime.fromJSDate(endsAt, { zone: timeZone }).setLocale(language);
  return {
    [AutoReplyVariable.NAME]: mailboxName,
    ...(returning && { [AutoReplyVariable.RETURN_DATE]: returning.toLocaleString(DateTime.DATE_FULL) }),
  };
}

function fillIn(source: StoredContent, values: AutoReplyValues, argument: Argument): RenderResult {
  const { subject, body, html } = source;
  const missing = AUTO_REPLY_PLACEHOLDERS.in([subject, body, html]).filter(
    (variable) => values[variable] === undefined,
  );
  if (missing.length > 0) {
    const written = missing.map((variable) => AUTO_REPLY_PLACEHOLDERS.written(variable));
    return { missing, userErrors: [missingVariables(written, argument)] };
  }
  const filled = AUTO_REPLY_PLACEHOLDERS.fill(subject, values);
  return {
    content: {
      ...source,
      // Long values may not make it longer than what a header line is good for.
      subject: Array.from(filled).slice(0, MAX_SUBJECT).join(''),
      body: AUTO_REPLY_PLACEHOLDERS.fill(body, values),
      html: html && sanitiseHtml(AUTO_REPLY_PLACEHOLDERS.fill(html, values, escapeHtml)),
    },
  };
}
