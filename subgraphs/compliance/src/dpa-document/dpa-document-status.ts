import { registerEnumType } from 'type-graphql';

export enum DpaDocumentStatus {
  ISSUED = 'ISSUED',
  SUPERSEDED = 'SUPERSEDED',
  REVOKED = 'REVOKED',
}

registerEnumType(DpaDocumentStatus, {
  name: 'DpaDocumentStatus',
  description: 'Whether a DPA document still says what is agreed.',
  valuesConfig: {
    ISSUED: { description: 'It says what is agreed now.' },
    SUPERSEDED: { description: 'It said so until a newer document or a newer template took its place.' },
    REVOKED: { description: 'It was withdrawn and is not to be relied on.' },
  },
});
