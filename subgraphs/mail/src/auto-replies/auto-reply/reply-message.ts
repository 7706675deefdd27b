import { encodeWord } from 'nodemailer/lib/mime-funcs';
import MimeNode from 'nodemailer/lib/mime-node';

/** What a reply consists of. */
export interface ReplyText {
  readonly body: string;
  readonly html: string | null;
}

/**
 * A boundary that no encoded text can have in it: in quoted-printable `=` is followed by two digits or ends its line
 * (RFC 2045, 6.7). It is always the same, so that the same reply makes the same script.
 */
const BOUNDARY = { boundaryPrefix: '=_', baseBoundary: 'reply' };

/**
 * A reply as a MIME entity (RFC 2045) of short ASCII lines, for `vacation :mime`: its header has the fields of the
 * content alone, all others are the server’s.
 */
export async function replyEntity({ body, html }: ReplyText): Promise<string> {
  // Only the outermost node has a date and an id.
  const message = new MimeNode('multipart/mixed', BOUNDARY);
  const entity = message.createChild(html === null ? PLAIN : 'multipart/alternative');
  if (html === null) {
    write(entity, body);
  } else {
    write(entity.createChild(PLAIN), body);
    write(entity.createChild('text/html; charset=utf-8'), html);
  }
  return (await entity.build()).toString('ascii');
}

const PLAIN = 'text/plain; charset=utf-8';

const write = (node: MimeNode, text: string): MimeNode =>
  node.setHeader('Content-Transfer-Encoding', 'quoted-printable').setContent(text);

/** What a header can say as it is: ASCII that fits on its line and does not look encoded (RFC 2047, section 2). */
const PLAIN_TEXT = /^(?!.*=\?)[\x20-\x7e]{1,60}$/;
/** Of the 75 characters that an encoded word may have. */
const WORD_LENGTH = 52;

const encode = (text: string): string => encodeWord(text, 'B', WORD_LENGTH);

/**
 * A subject as its header says it. The server would encode other scripts itself, but neither what looks encoded already
 * nor long lines, in which it makes tabs of spaces.
 */
export const headerSubject = (subject: string): string =>
  PLAIN_TEXT.test(subject) ? subject : encode(subject);

/** A mailbox as a header names it (RFC 5322, 3.4; RFC 2047), on one line, with the name as a subject is written. */
export function headerAddress(name: string, address: string): string {
  const quoted = `"${name.replace(/["\\]/g, String.raw`\$&`)}"`;
  return `${PLAIN_TEXT.test(quoted) ? quoted : encode(name)} <${address}>`;
}
