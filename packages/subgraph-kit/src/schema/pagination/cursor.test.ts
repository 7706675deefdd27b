import { CodedError } from '../../errors/coded-error';
import { decodeCursor, encodeCursor } from './cursor';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('cursor', () => {
  it('comes back as the values it was made of', () => {
    const at = new Date('2026-11-24T00:08:15.123Z');
    expect(decodeCursor(encodeCursor([at, 'evt_1']), ['timestamptz', 'text'])).toEqual([
      at.toISOString(),
      'evt_1',
    ]);
  });

  it.each([
    ['not base64', '%%%'],
    ['not JSON', Buffer.from('{').toString('base64url')],
    ['not a list', encode({ 0: 'a' })],
    ['too few values', encode([])],
    ['a value of another type', encode([1])],
    ['a character that PostgreSQL cannot store', encode(['a\u0000'])],
    ['a value longer than any of ours', encode(['a'.repeat(513)])],
  ])('refuses %s', (_hazard, cursor) => {
    expect(() => decodeCursor(cursor, ['text'])).toThrow(CodedError);
  });

  it.each(['2026-13-99T99:99:99.000Z', '2026-02-30T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '1', ''])(
    'refuses %p, a time that PostgreSQL would not read',
    (time) => {
      expect(() => decodeCursor(encode([time]), ['timestamptz'])).toThrow('not a cursor');
    },
  );
});
