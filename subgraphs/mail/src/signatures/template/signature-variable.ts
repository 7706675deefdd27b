import { registerEnumType } from 'type-graphql';
import { Placeholders } from '../../template/placeholders';

export enum SignatureVariable {
  NAME = 'NAME',
  JOB_TITLE = 'JOB_TITLE',
  DEPARTMENT = 'DEPARTMENT',
  ORGANIZATION = 'ORGANIZATION',
  EMAIL = 'EMAIL',
  PHONE = 'PHONE',
  MOBILE_PHONE = 'MOBILE_PHONE',
  POSTAL_ADDRESS = 'POSTAL_ADDRESS',
  WEBSITE = 'WEBSITE',
}

registerEnumType(SignatureVariable, {
  name: 'SignatureVariable',
  description:
    'What the text of a signature can leave open: what a business card says of somebody (vCard, RFC 6350). A text ' +
    'says it between two braces.',
  valuesConfig: {
    NAME: { description: '`{{name}}`: who writes. By default the display name of the mailbox.' },
    JOB_TITLE: { description: '`{{jobTitle}}`: what they are there, such as “Head of Sales”.' },
    DEPARTMENT: { description: '`{{department}}`: in which part of the organization they work.' },
    ORGANIZATION: { description: '`{{organization}}`: for whom they write.' },
    EMAIL: { description: '`{{email}}`: their address. By default the primary address of the mailbox.' },
    PHONE: { description: '`{{phone}}`: their telephone number.' },
    MOBILE_PHONE: { description: '`{{mobilePhone}}`: the number of their mobile telephone.' },
    POSTAL_ADDRESS: { description: '`{{postalAddress}}`: where letters reach them, in one line.' },
    WEBSITE: { description: '`{{website}}`: a page about them or their organization, `https://…`.' },
  },
});

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
