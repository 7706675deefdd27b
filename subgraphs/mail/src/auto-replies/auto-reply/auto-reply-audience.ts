import { registerEnumType } from 'type-graphql';

export enum AutoReplyAudience {
  INTERNAL = 'INTERNAL',
  EXTERNAL = 'EXTERNAL',
  EVERYBODY = 'EVERYBODY',
}

registerEnumType(AutoReplyAudience, {
  name: 'AutoReplyAudience',
  description: 'Who is answered.',
  valuesConfig: {
    INTERNAL: { description: 'Who writes from an address in one of the domains of the mail service.' },
    EXTERNAL: { description: 'Who writes from anywhere else; a subdomain is elsewhere, too.' },
    EVERYBODY: { description: 'Both, with the same text or with one for each.' },
  },
});
