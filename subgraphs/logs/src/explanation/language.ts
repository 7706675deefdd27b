import { registerEnumType } from 'type-graphql';

/** The official languages of Switzerland that the explanations are kept in, and English. */
export enum Language {
  EN = 'EN',
  FR = 'FR',
  DE = 'DE',
  IT = 'IT',
}

registerEnumType(Language, {
  name: 'Language',
  description: 'A language that explanations are written in, as its ISO 639-1 code.',
  valuesConfig: {
    EN: { description: 'English.' },
    FR: { description: 'French, in the form of address “vous”.' },
    DE: { description: 'German, in the form of address “Sie” and in Swiss spelling (ss instead of ß).' },
    IT: { description: 'Italian, in the form of address “Lei”.' },
  },
});
