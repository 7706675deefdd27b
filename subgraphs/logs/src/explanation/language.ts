import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** The official languages of Switzerland that the explanations are kept in, and English. */
export const Language = describedEnum(
  'Language',
  'A language that explanations are written in, as its ISO 639-1 code.',
  {
    EN: 'English.',
    FR: 'French, in the form of address “vous”.',
    DE: 'German, in the form of address “Sie” and in Swiss spelling (ss instead of ß).',
    IT: 'Italian, in the form of address “Lei”.',
  },
);
export type Language = ValueOf<typeof Language>;
