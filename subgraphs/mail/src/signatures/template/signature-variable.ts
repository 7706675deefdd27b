import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';
import { Placeholders } from '../../template/placeholders';

export const SignatureVariable = describedEnum(
  'SignatureVariable',
  'What the text of a signature can leave open: what a business card says of somebody (vCard, RFC 6350). A text ' +
    'says it between two braces.',
  {
    NAME: '`{{name}}`: who writes. By default the display name of the mailbox.',
    JOB_TITLE: '`{{jobTitle}}`: what they are there, such as “Head of Sales”.',
    DEPARTMENT: '`{{department}}`: in which part of the organization they work.',
    ORGANIZATION: '`{{organization}}`: for whom they write.',
    EMAIL: '`{{email}}`: their address. By default the primary address of the mailbox.',
    PHONE: '`{{phone}}`: their telephone number.',
    MOBILE_PHONE: '`{{mobilePhone}}`: the number of their mobile telephone.',
    POSTAL_ADDRESS: '`{{postalAddress}}`: where letters reach them, in one line.',
    WEBSITE: '`{{website}}`: a page about them or their organization, `https://…`.',
  },
);
export type SignatureVariable = ValueOf<typeof SignatureVariable>;

export const SIGNATURE_PLACEHOLDERS = new Placeholders<SignatureVariable>({
  [SignatureVariable.NAME]: 'name',
  [SignatureVariable.JOB_TITLE]: 'jobTitle',
  [SignatureVariable.DEPARTMENT]: 'department',
  [SignatureVariable.ORGANIZATION]: 'organization',
  [SignatureVariable.EMAIL]: 'email',
  [SignatureVariable.PHONE]: 'phone',
  [SignatureVariable.MOBILE_PHONE]: 'mobilePhone',
  [SignatureVariable.POSTAL_ADDRESS]: 'postalAddress',
  [SignatureVariable.WEBSITE]: 'website',
});
