import { registerEnumType } from 'type-graphql';

export enum AddressKind {
  PRIMARY = 'PRIMARY',
  ALIAS = 'ALIAS',
}

registerEnumType(AddressKind, {
  name: 'AddressKind',
  description: 'What an address is to its mailbox.',
  valuesConfig: {
    PRIMARY: { description: 'The address that names the mailbox and signs in to it; there is exactly one.' },
    ALIAS: { description: 'A further address whose mail is delivered here.' },
  },
});
