import libmime from 'libmime';
import { clip } from '../lines/clip';

/**
 * cleanup's line about a header that `header_checks` names with INFO or WARN. The subject is the sender's, who may
 * imitate what follows it; it then ends with the imitation, and shows nothing of what the server says behind it.
 */
const HEADER =
  /^(?:info|warning): header Subject: ?(.*?) from (?:[^\s[\]]{1,255}\[[^\s[\]]{1,64}\]|local|unknown); from=</i;
/** cleanup(8) shows this many bytes of a header. */
const SHOWN_BYTES = 200;
/** The line up to where the subject has surely ended. */
const MAX_LINE = 600;
/** cleanup shows a line break as a question mark; between two encoded words it is the one of a folded header. */
const FOLDED = /\?=\?\s+=\?/g;
const UNFINISHED_WORD = /=\?[^?\s]*(?:\?[bq]?(?:\?[^?\s]*\??)?)?$/i;
const CONTROLS = /[\p{Cc}\p{Cs}]+/gu;
/** Text direction overrides, with which a subject could rearrange what is shown around it (UAX 9). */
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/g;

/** The subject that a cleanup line tells, decoded (RFC 2047); undefined for another line, null for an empty one. */
export function readSubject(body: string): string | null | undefined {
  const shown = HEADER.exec(body.slice(0, MAX_LINE))?.[1];
  if (shown === undefined) return undefined;
  const isCut = Buffer.byteLength(shown) >= SHOWN_BYTES;
  const whole = isCut ? shown.replace(UNFINISHED_WORD, '') : shown;
  const decoded = libmime.decodeWords(whole.replace(FOLDED, '?= =?'));
  const text = decoded.replace(CONTROLS, ' ').replace(DIRECTIONS, '').trim();
  if (text === '') return null;
  return clip(isCut ? `${text}…` : text, SHOWN_BYTES);
}
