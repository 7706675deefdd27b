import type { SievePart } from './sieve-extension';
import { sieveStrings } from './sieve-string';

const HEAD =
  '# Written by the mail settings: what is changed here is lost when something is changed there.\r\n';

/** Puts parts together in their order; one `require` stands before all other commands (RFC 5228, 3.2). */
export function sieveScript(parts: readonly SievePart[]): string {
  const required = [...new Set(parts.flatMap(({ requires }) => requires))].sort();
  const require = required.length === 0 ? '' : `require ${sieveStrings(required)};\r\n`;
  return `${HEAD}${require}${parts.map(({ text }) => text).join('')}`;
}
