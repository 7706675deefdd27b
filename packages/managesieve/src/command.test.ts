import { literal, sieveString } from './command';

it.each([
  ['', '""'],
  ['rules', '"rules"'],
  ['a "b" \\ c', String.raw`"a \"b\" \\ c"`],
  ['ü'.repeat(512), `"${'ü'.repeat(512)}"`],
  ['ü'.repeat(513), `{1026+}\r\n${'ü'.repeat(513)}`],
  ['"\r\nLOGOUT', '{9+}\r\n"\r\nLOGOUT'],
  ['a\0', '{2+}\r\na\0'],
])('writes %j such that nothing gets out of it', (text, written) => {
  expect(sieveString(text)).toBe(written);
});

it('counts the octets of a literal, not its characters', () => {
  expect(literal('é€😀')).toBe('{9+}\r\né€😀');
});
