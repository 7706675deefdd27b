import { badUserInput } from '../../errors/coded-error';

/** How the value of a keyset column is checked when a cursor comes back from a client. */
export type KeysetType = 'text' | 'timestamptz' | 'uuid' | 'integer';

const MAX_VALUE_LENGTH = 512;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const isValid: Record<KeysetType, (value: string) => boolean> = {
  // PostgreSQL cannot store U+0000 and answers it with an error of its own.
  text: (value) => value.length <= MAX_VALUE_LENGTH && !value.includes('\u0000'),
  // As encodeCursor writes it: Date.parse takes 30 February and the year 0, PostgreSQL answers them with an error.
  timestamptz: (value) => {
    const time = new Date(value);
    return /^(?!0000)\d{4}-/.test(value) && !Number.isNaN(time.getTime()) && time.toISOString() === value;
  },
  uuid: (value) => UUID.test(value),
  // Below 2³¹, and not negative.
  integer: (value) => /^\d{1,9}$/.test(value),
};

/** A cursor is the values of the keyset columns of its row: no state on the server, no offset to count. */
export function encodeCursor(values: readonly unknown[]): string {
  const texts = values.map((value) => (value instanceof Date ? value.toISOString() : String(value)));
  return Buffer.from(JSON.stringify(texts)).toString('base64url');
}

/** @throws BAD_USER_INPUT when the cursor was not made by `encodeCursor` for these columns */
export function decodeCursor(cursor: string, types: readonly KeysetType[]): string[] {
  const values = parseJson(Buffer.from(cursor, 'base64url').toString('utf8'));
  const fits =
    Array.isArray(values) &&
    values.length === types.length &&
    types.every((type, index) => {
      const value: unknown = values[index];
      return typeof value === 'string' && isValid[type](value);
    });
  if (!fits) throw badUserInput('after is not a cursor of this list');
  return values as string[];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
