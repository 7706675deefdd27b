import { parse, print } from 'graphql';
import { separateRepeatedFields } from './repeated-fields';

const separate = (text: string) => print(separateRepeatedFields(parse(text))).replace(/\s+/g, ' ');

describe('fields that are selected twice', () => {
  it.each([
    ['{ a a }', '{ a ... { a } }'],
    ['{ a { b } c a { d } }', '{ a { b } c ... { a { d } } }'],
    ['{ x: a x: a @skip(if: true) }', '{ x: a ... { x: a @skip(if: true) } }'],
    ['{ a { b b } }', '{ a { b ... { b } } }'],
    ['{ a { c } a { b b } }', '{ a { c } ... { a { b ... { b } } } }'],
    ['{ ...F a } fragment F on T { a }', '{ ...F ... { a } } fragment F on T { a }'],
    ['{ ... { a } b }', '{ ... { a } ... { b } }'],
    ['fragment F on T { a a }', 'fragment F on T { a ... { a } }'],
  ])('%s becomes %s', (before, after) => {
    expect(separate(before)).toBe(after);
  });

  it('leaves other documents as they are', () => {
    const plain = parse('{ a b: a ...F } fragment F on T { a }');
    expect(separateRepeatedFields(plain)).toBe(plain);
  });
});
