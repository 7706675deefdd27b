import { normaliseEmailAddress } from './email-address';

describe('normaliseEmailAddress', () => {
  it.each([
    ['Anna@Example.TEST', 'anna@example.test'],
    ['info@bücher.example', 'info@xn--bcher-kva.example'],
    ['first.last+tag@example.test', 'first.last+tag@example.test'],
  ])('brings %s to its one form', (text, address) => {
    expect(normaliseEmailAddress(text)).toBe(address);
  });

  it.each([
    '',
    'anna',
    '@example.test',
    'anna@',
    'anna@localhost',
    'a..b@example.test',
    'a b@example.test',
    'a\r\nb@example.test',
    `${'a'.repeat(65)}@example.test`,
    `a@${'b'.repeat(60)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.test`,
  ])('refuses %j', (text) => {
    expect(normaliseEmailAddress(text)).toBeUndefined();
  });
});
