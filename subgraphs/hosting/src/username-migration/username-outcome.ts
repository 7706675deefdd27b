import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const UsernameOutcome = describedEnum(
  'FtpUsernameOutcome',
  'What a change of FTP usernames means for one account.',
  {
    RENAMED: 'Its username gets the prefix.',
    ALREADY_PREFIXED: 'Its username starts with the prefix, and stays.',
    COLLISION_CROSS_PLATFORM:
      'With the prefix it would be the username of an account on another platform, which keeps it.',
    COLLISION_EXISTING:
      'With the prefix it would be the username of another account on the platform, which keeps it.',
    TOO_LONG: 'With the prefix it would have more than 32 characters.',
    INVALID: 'It starts with the prefix in capitals, which the server would take for another one.',
  },
);
export type UsernameOutcome = ValueOf<typeof UsernameOutcome>;
