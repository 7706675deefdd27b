import { createHash } from 'node:crypto';

/** The length of a UUID, 128 bits. */
const HEX_DIGITS = 32;

/**
 * The beginning of a SHA-256 over the parts, in the form that PostgreSQL takes for a `uuid`. JSON keeps the parts
 * apart, so no address can be written such that it runs into its neighbour.
 */
export function eventId(parts: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, HEX_DIGITS);
}
