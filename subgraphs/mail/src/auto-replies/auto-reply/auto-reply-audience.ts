import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const AutoReplyAudience = describedEnum('AutoReplyAudience', 'Who is answered.', {
  INTERNAL: 'Who writes from an address in one of the domains of the mail service.',
  EXTERNAL: 'Who writes from anywhere else; a subdomain is elsewhere, too.',
  EVERYBODY: 'Both, with the same text or with one for each.',
});
export type AutoReplyAudience = ValueOf<typeof AutoReplyAudience>;
