import { GraphQLError, Kind, parseValue } from 'graphql';
import { SCALARS } from './scalars';

const scalar = (name: string) => SCALARS.find((one) => one.name === name)!;

it.each([
  ['DateTime', '2026-12-24T12:00:00Z', new Date('2026-12-24T12:00:00Z')],
  ['DateTime', '2026-12-24T12:00:00.123456789+01:00', new Date('2026-12-24T11:00:00.123Z')],
  ['DateTime', '0000-01-01T00:00:00Z', new Date('0000-01-01T00:00:00Z')],
  ['LocalDate', '2028-02-29', '2028-02-29'],
  ['LocalDate', '0001-01-01', '0001-01-01'],
  ['LocalDateTime', '2026-12-24T12:00:00.5', '2026-12-24T12:00:00.5'],
  ['SafeInt', Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
])('%s takes %j, in a variable and in a document', (name, value, taken) => {
  expect(scalar(name).parseValue(value)).toEqual(taken);
  expect(scalar(name).parseLiteral(parseValue(JSON.stringify(value)))).toEqual(taken);
});

it.each([
  ['DateTime', 'tomorrow'],
  ['DateTime', '2026-02-31T00:00:00Z'],
  // Four digits cannot say what an offset makes of these.
  ['DateTime', '0000-01-01T00:00:00+01:00'],
  ['DateTime', '9999-12-31T23:59:59-01:00'],
  ['DateTime', `2026-12-24T12:00:00.${'1'.repeat(30)}Z`],
  ['LocalDate', '2026-02-29'],
  ['LocalDate', '0000-01-01'],
  ['LocalDate', '2026-12-24T12:00:00'],
  ['LocalDateTime', '2026-02-31T00:00:00'],
  ['LocalDateTime', '2026-12-24T24:00:00'],
  ['LocalDateTime', '2026-12-24T12:00:00Z'],
  ['SafeInt', 2 ** 53],
  ['SafeInt', 1.5],
  ['SafeInt', '4711'],
])('%s refuses %j as the caller’s mistake, and does not repeat it', (name, value) => {
  const literal = parseValue(JSON.stringify(value));
  for (const read of [() => scalar(name).parseValue(value), () => scalar(name).parseLiteral(literal)]) {
    expect(read).toThrow(GraphQLError);
    expect(read).not.toThrow(String(value));
  }
  expect(codeOf(() => scalar(name).parseValue(value))).toBe('BAD_USER_INPUT');
});

it.each(SCALARS.map((one) => [one.name, one] as const))(
  '%s refuses what is much too long at once',
  (_name, { parseValue: read, parseLiteral }) => {
    for (const value of [
      '1'.repeat(400_000),
      '\u0301\u0316'.repeat(200_000),
      `a@${'中'.repeat(400_000)}.test`,
    ]) {
      expect(() => read(value)).toThrow(GraphQLError);
      expect(() => parseLiteral({ kind: Kind.STRING, value })).toThrow(GraphQLError);
      expect(() => parseLiteral({ kind: Kind.INT, value })).toThrow(GraphQLError);
    }
  },
);

function codeOf(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return error instanceof GraphQLError ? error.extensions['code'] : error;
  }
}
