import { hash } from 'node:crypto';

/** Hexadecimal digits of a UUID. */
const DIGITS = 32;

/**
 * The first 128 bits of a SHA-256 over the parts. JSON keeps the parts apart, so no address can be written such that
 * it runs into its neighbour.
 */
export function eventId(parts: readonly (string | number | null)[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, DIGITS);
}
