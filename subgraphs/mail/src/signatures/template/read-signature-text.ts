import type { Refusable } from '@hostgraph/subgraph-kit';
import { storableHtml } from '../../template/html';
import { unknownVariable } from '../../template/template-text.errors';
import { MAX_TEXT, withPlainLineBreaks } from '../../template/text-rules';
import { refusal } from './signature-template.errors';
import type { SignatureTextInput } from './signature-text.inputs';
import type { PlainAndHtml } from './signature-text.type';
import { SIGNATURE_PLACEHOLDERS } from './signature-variable';

/** Cleaning writes `&` as `&amp;` and closes what was left open, so HTML may become longer than what was sent. */
const MAX_STORED_HTML = 300_000;

/** A text as it is stored, and what is wrong with it. */
export interface ReadText extends Refusable {
  readonly text: PlainAndHtml;
}

/**
 * Braces are looked for in what is stored, where nothing is hidden any more: HTML can write one as `&#123;`, or keep
 * two apart by an element that is taken out.
 */
export function readSignatureText({ plain, html }: SignatureTextInput): ReadText {
  const text = { plain: withPlainLineBreaks(plain), html: storableHtml(html) };
  const mistake = SIGNATURE_PLACEHOLDERS.firstMistake([text.plain, text.html ?? ''].join('\n'));
  return {
    text,
    userErrors: [
      ...(mistake === undefined ? [] : [unknownVariable(mistake, 'text')]),
      ...(isStorable(text) ? [] : [refusal('TEXT_TOO_LONG', 'text')]),
    ],
  };
}

/** Also asked when values have been put in: a text may name a variable a thousand times. */
export const isStorable = ({ plain, html }: PlainAndHtml): boolean =>
  Array.from(plain).length <= MAX_TEXT && (html ?? '').length <= MAX_STORED_HTML;
