/**
 * Whether a text has more than so many characters, which are code points: as PostgreSQL's `char_length` and JSON
 * Schema's `maxLength` count. What it costs depends on the bound, not on the text.
 */
export function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) return false;
  // No character takes more than two code units.
  return text.length > 2 * most || Array.from(text).length > most;
}
