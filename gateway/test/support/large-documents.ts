const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => part(i)).join(' ');

/** Documents within the limit of 2,000 tokens that cost as much as possible, for `type Query { events parent }`. */
export const LARGE_DOCUMENTS: readonly (readonly [name: string, text: string])[] = [
  [
    'fragments that double 180 times over',
    `{ ...F0 } ${times(180, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F180 on Query { events }`,
  ],
  ['fields repeated as often as the tokens allow', `{ ${times(1_990, () => 'events')} }`],
  [
    'fragments in a circle',
    `{ ...F0 } ${times(300, (i) => `fragment F${i} on Query { ...F${(i + 1) % 300} }`)}`,
  ],
  ['nesting as deep as the tokens allow', `{ ${'parent { '.repeat(900)} events ${'} '.repeat(900)} }`],
  ['as many directives as the tokens allow', `{ events ${times(300, () => '@skip(if: false)')} }`],
];
