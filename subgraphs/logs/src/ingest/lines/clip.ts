/** How much is kept of what a line says. RFC 5321 section 4.5.3.1.3 allows a path of 256 octets; Postfix a little more. */
export const MAX_ADDRESS = 320;
/** RFC 5322 section 2.1.1: a line has at most 998 characters. */
export const MAX_MESSAGE_ID = 998;
export const MAX_REPLY = 2000;
export const MAX_RELAY = 300;

/**
 * Cuts text to a number of UTF-16 units without leaving half of a surrogate pair behind, which JSON would
 * carry to PostgreSQL as an escape that jsonb refuses.
 */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
