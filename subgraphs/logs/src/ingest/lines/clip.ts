/**
 * Cuts text to a number of UTF-16 units without leaving half of a surrogate pair behind, which JSON would
 * carry to PostgreSQL as an escape that jsonb refuses.
 */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}
