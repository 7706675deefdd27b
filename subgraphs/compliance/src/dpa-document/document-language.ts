import { registerEnumType } from 'type-graphql';

export enum DocumentLanguage {
  EN = 'EN',
  FR = 'FR',
  DE = 'DE',
  IT = 'IT',
}

registerEnumType(DocumentLanguage, {
  name: 'DocumentLanguage',
  description: 'A language that documents are issued in, by its ISO 639-1 code.',
  valuesConfig: {
    EN: { description: 'English.' },
    FR: { description: 'French.' },
    DE: { description: 'German.' },
    IT: { description: 'Italian.' },
  },
});
