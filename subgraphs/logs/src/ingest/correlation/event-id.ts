import { createHash } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 22;

/**
 * `evt_` and 22 base-62 digits (131 bits) of a SHA-256 over the parts. JSON keeps the parts apart, so no
 * address can be written such that it runs into its neighbour.
 */
export function eventId(parts: readonly (string | number | null)[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  let number = BigInt(`0x${digest}`);
  let text = '';
  for (let digit = 0; digit < LENGTH; digit++) {
    text += DIGITS.charAt(Number(number % 62n));
    number /= 62n;
  }
  return `evt_${text}`;
}
