import { formatApiKey, parseApiKey } from './index';

const key = {
  mode: 'live',
  keyId: '0123456789abcdEF',
  secret: 'abcdefghijABCDEFGHIJabcdefghijABCDEFGHIJ123',
} as const;

describe('API key format', () => {
  it('reads back what it wrote, in both modes', () => {
    for (const mode of ['live', 'test'] as const) {
      const text = formatApiKey({ ...key, mode });
      expect(text).toMatch(/^hg_(live|test)_[0-9A-Za-z]{16}_[0-9A-Za-z]{43}_[0-9A-Za-z]{6}$/);
      expect(parseApiKey(text)).toEqual({ ...key, mode });
    }
  });

  it('keeps its checksum: keys that were handed out must stay readable', () => {
    expect(formatApiKey(key)).toBe(
      'hg_live_0123456789abcdEF_abcdefghijABCDEFGHIJabcdefghijABCDEFGHIJ123_4VzNLI',
    );
  });

  it('notices every single mistyped character', () => {
    const text = formatApiKey(key);
    for (let index = 0; index < text.length; index++) {
      const other = text[index] === '7' ? '8' : '7';
      expect(parseApiKey(text.slice(0, index) + other + text.slice(index + 1))).toBeUndefined();
    }
  });

  it('refuses text of another shape', () => {
    const text = formatApiKey(key);
    for (const wrong of [
      '',
      'hg_',
      `${text}0`,
      ` ${text}`,
      `${text}\n`,
      text.slice(0, -1),
      text.toUpperCase(),
    ]) {
      expect(parseApiKey(wrong)).toBeUndefined();
    }
  });

  it('refuses to write a key that it could not read', () => {
    expect(() => formatApiKey({ ...key, keyId: 'short' })).toThrow(RangeError);
    expect(() => formatApiKey({ ...key, secret: `${'a'.repeat(42)}_` })).toThrow(RangeError);
  });
});
