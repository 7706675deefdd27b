import sanitizeHtml from 'sanitize-html';
import { withPlainLineBreaks } from './text-rules';

const COLOUR = [/^#[0-9a-f]{3,8}$/i, /^[a-z]{3,30}$/i, /^rgba?\([\d\s,.%]{5,40}\)$/i];
const LENGTHS = [
  /^(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)(\s+(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)){0,3}$/i,
];
const WORDS = [/^[a-z\s-]{1,60}$/i];

/**
 * What messages are made of, and nothing that runs, loads a style sheet or asks for input. Pictures come by https
 * alone; where a mail program loads them is its reader's decision.
 */
const MESSAGE_HTML: sanitizeHtml.IOptions = {
  allowedTags: [
    ...[
      'p',
      'br',
      'div',
      'span',
      'hr',
      'h1',
      'h2',
      'h3',
      'h4',
      'blockquote',
      'pre',
      'code',
      'small',
      'sub',
      'sup',
    ],
    ...['b', 'strong', 'i', 'em', 'u', 's', 'a', 'img', 'ul', 'ol', 'li'],
    ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td'],
  ],
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'title', 'align'],
    a: ['href'],
    img: ['src', 'alt', 'width', 'height'],
    table: ['border', 'cellpadding', 'cellspacing', 'width'],
    th: ['colspan', 'rowspan', 'width', 'valign'],
    td: ['colspan', 'rowspan', 'width', 'valign'],
  },
  allowedStyles: {
    '*': {
      color: COLOUR,
      'background-color': COLOUR,
      'border-color': COLOUR,
      'font-family': [/^[\w\s,'"-]{1,120}$/],
      'font-size': [...LENGTHS, ...WORDS],
      'font-style': WORDS,
      'font-weight': [/^[a-z\d]{1,10}$/i],
      'line-height': LENGTHS,
      'text-align': WORDS,
      'text-decoration': WORDS,
      'vertical-align': [...LENGTHS, ...WORDS],
      'white-space': WORDS,
      margin: LENGTHS,
      padding: LENGTHS,
      width: LENGTHS,
      height: LENGTHS,
      'max-width': LENGTHS,
      'border-width': LENGTHS,
      'border-style': WORDS,
      'border-collapse': WORDS,
    },
  },
  allowedSchemes: ['https', 'http', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['https'] },
  allowProtocolRelative: false,
  nestingLimit: 50,
};

/**
 * HTML of somebody's as it may be shown to somebody else. The same HTML comes out when it is put in again.
 */
export const sanitiseHtml = (html: string): string => sanitizeHtml(html, MESSAGE_HTML);

/** HTML of somebody's as it is stored; null where nothing is left of it. */
export function storableHtml(html: string | null | undefined): string | null {
  const clean = sanitiseHtml(withPlainLineBreaks(html ?? ''));
  return /\S/.test(clean) ? clean : null;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML says it, in an element or in an attribute. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
