import { registerEnumType } from 'type-graphql';

/** Languages that owners of accounts are written to in, as their ISO 639-1 codes. */
export enum OwnerLanguage {
  EN = 'en',
  FR = 'fr',
  DE = 'de',
  IT = 'it',
}

registerEnumType(OwnerLanguage, {
  name: 'FtpOwnerLanguage',
  description: 'A language in which the owner of an FTP account is written to, as its ISO 639-1 code.',
  valuesConfig: {
    EN: { description: 'English.' },
    FR: { description: 'French.' },
    DE: { description: 'German.' },
    IT: { description: 'Italian.' },
  },
});
