import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const AddressKind = describedEnum('AddressKind', 'What an address is to its mailbox.', {
  PRIMARY: 'The address that names the mailbox and signs in to it; there is exactly one.',
  ALIAS: 'A further address whose mail is delivered here.',
});
export type AddressKind = ValueOf<typeof AddressKind>;
