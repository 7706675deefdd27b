import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const DocumentLanguage = describedEnum(
  'DocumentLanguage',
  'A language that documents are issued in, by its ISO 639-1 code.',
  {
    EN: 'English.',
    FR: 'French.',
    DE: 'German.',
    IT: 'Italian.',
  },
);
export type DocumentLanguage = ValueOf<typeof DocumentLanguage>;
