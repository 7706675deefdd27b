import { type GraphQLInputType, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

/** A value far beyond every bound, written in JSON and as a literal. */
export interface LargeValue {
  readonly name: string;
  readonly json: Buffer;
  /** As it stands in a document that is itself a string of JSON. */
  readonly literal: Buffer;
}

/** Bytes of a value; the gateway reads bodies of up to 512 KiB. */
const SIZE = 400_000;
const ITEMS = 100_000;
const DEPTH = 10_000;

function largeValue(name: string, json: string, literal = json): LargeValue {
  return { name, json: Buffer.from(json), literal: Buffer.from(JSON.stringify(literal).slice(1, -1)) };
}

/** Of addresses the dear part is the domain, so each text is one, as far as its first characters go. */
function repeated(name: string, unit: string): LargeValue {
  const bytes = Buffer.byteLength(JSON.stringify(JSON.stringify(unit))) - 6;
  return largeValue(name, JSON.stringify(`a@a${unit.repeat(Math.floor(SIZE / bytes))}`));
}

/** Distinct ideographs: 20,000 of plane 0, and those of plane 2. */
const ideographs = Array.from({ length: 105_000 }, (_, i) =>
  String.fromCodePoint(i < 20_000 ? 0x4e00 + i : 0x20000 + ((i - 20_000) % 42_000)),
);

const ASCII = repeated('ASCII', 'a');
const CJK = largeValue('CJK', JSON.stringify(`a@a${ideographs.join('')}`));

/** Texts whose normalisation, conversion to Punycode or search by a pattern is dear. */
export const LARGE_TEXTS: readonly LargeValue[] = [
  ASCII,
  repeated('many labels', 'a.a'),
  CJK,
  repeated('alternating marks', '\u0301\u0316'),
  repeated('right to left and emoji', '\u05d0\u0661\u200f\u{1f469}\u200d\u{1f4bb}a'),
  repeated('NUL', '\0'),
];

/** Any text is wrong for a number, a list or an enum; what is told of it may still cost something. */
export const WRONG_TEXTS: readonly LargeValue[] = [ASCII, CJK];

const list = (name: string, item: string, literal = item, count = ITEMS): LargeValue =>
  largeValue(
    name,
    `[${Array<string>(count).fill(item).join(',')}]`,
    `[${Array<string>(count).fill(literal).join(' ')}]`,
  );

const distinct = Array.from(
  { length: SIZE / 6 },
  (_, i) => `"${(i + 36 ** 2).toString(36).padStart(3, '0')}"`,
);

/** Lists of what a type's list may hold, and of what it may not. */
export function largeListsOf(type: GraphQLInputType): LargeValue[] {
  if (isNonNullType(type)) return largeListsOf(type.ofType);
  const item = isListType(type) ? type.ofType : type;
  const named = isNonNullType(item) ? item.ofType : item;
  if (isInputObjectType(named)) return [EMPTY_OBJECTS];
  if (isEnumType(named)) {
    const value = named.getValues()[0]!.name;
    return [list('values of the enum', `"${value}"`, value, Math.floor(SIZE / (value.length + 3)))];
  }
  return isListType(type) ? [SAME_TEXTS, DISTINCT_TEXTS, EMPTY_OBJECTS] : [SAME_TEXTS];
}

const SAME_TEXTS = list('texts', '"a"');
const EMPTY_OBJECTS = list('objects', '{}');
const DISTINCT_TEXTS = largeValue('distinct texts', `[${distinct.join(',')}]`, `[${distinct.join(' ')}]`);

const nested = (name: string, open: string, close: string, literalOpen = open): LargeValue =>
  largeValue(
    name,
    open.repeat(DEPTH) + '1' + close.repeat(DEPTH),
    literalOpen.repeat(DEPTH) + '1' + close.repeat(DEPTH),
  );

export const NESTED_LISTS = nested('lists in lists', '[', ']');
export const NESTED_OBJECTS = nested('objects in objects', '{"a":', '}', '{a:');

const keys = Array.from({ length: SIZE / 9 }, (_, i) => `k${i.toString(36)}`);
export const MANY_FIELDS = largeValue(
  'an object of many fields',
  `{${keys.map((key) => `"${key}":1`).join(',')}}`,
  `{${keys.map((key) => `${key}:1`).join(' ')}}`,
);
