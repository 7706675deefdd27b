import { assert, property, string, stringMatching } from 'fast-check';
import { normaliseEmailAddress } from './email-address';

describe('normaliseEmailAddress', () => {
  it.each([
    ['Anna@Example.TEST', 'anna@example.test'],
    ['info@bücher.example', 'info@xn--bcher-kva.example'],
    ['info@bücher。example', 'info@xn--bcher-kva.example'],
    ['first.last+tag@example.test', 'first.last+tag@example.test'],
    [`${'a'.repeat(64)}@${'b'.repeat(63)}.test`, `${'a'.repeat(64)}@${'b'.repeat(63)}.test`],
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
    `a@${'b'.repeat(64)}.test`,
    `a@${'ü'.repeat(62)}.test`,
    `a@${'b'.repeat(60)}.${'c'.repeat(63)}.${'d'.repeat(63)}.${'e'.repeat(63)}.test`,
    `a@${'b.'.repeat(126)}test`,
    // What a browser would make a host of: its last dot, a port, an escape, a path, and an IPv4 address in hexadecimal.
    'a@example.test.',
    'a@example.test:25',
    'a@ex%61mple.test',
    'a@example.test/b',
    'a@0x7f.1',
    'a@127.0.0.1',
  ])('refuses %j', (text) => {
    expect(normaliseEmailAddress(text)).toBeUndefined();
  });

  it('gives every address that it takes a form that it takes and keeps', () => {
    const address = stringMatching(/^[a-zA-Z0-9!#.]{1,8}@([a-z0-9ü-]{1,8}\.){1,2}[a-zé]{1,5}$/);
    assert(
      property(address, (text) => {
        const normal = normaliseEmailAddress(text);
        return normal === undefined || normaliseEmailAddress(normal) === normal;
      }),
    );
  });

  it('takes no text longer than an address, whatever it is made of', () => {
    assert(
      property(string({ minLength: 255, maxLength: 600, unit: 'grapheme' }), (text) => {
        expect(normaliseEmailAddress(`a@${text}.test`)).toBeUndefined();
      }),
    );
  });
});
