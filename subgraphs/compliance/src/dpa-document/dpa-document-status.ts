import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const DpaDocumentStatus = describedEnum(
  'DpaDocumentStatus',
  'Whether a DPA document still says what is agreed.',
  {
    ISSUED: 'It says what is agreed now.',
    SUPERSEDED: 'It said so until a newer document or a newer template took its place.',
    REVOKED: 'It was withdrawn and is not to be relied on.',
  },
);
export type DpaDocumentStatus = ValueOf<typeof DpaDocumentStatus>;
