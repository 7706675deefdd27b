import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** Languages that owners of accounts are written to in, as their ISO 639-1 codes. */
export const OwnerLanguage = describedEnum(
  'FtpOwnerLanguage',
  'A language in which the owner of an FTP account is written to, as its ISO 639-1 code.',
  {
    EN: { value: 'en', description: 'English.' },
    FR: { value: 'fr', description: 'French.' },
    DE: { value: 'de', description: 'German.' },
    IT: { value: 'it', description: 'Italian.' },
  },
);
export type OwnerLanguage = ValueOf<typeof OwnerLanguage>;
