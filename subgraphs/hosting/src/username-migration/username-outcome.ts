import { registerEnumType } from 'type-graphql';

export enum UsernameOutcome {
  RENAMED = 'RENAMED',
  ALREADY_PREFIXED = 'ALREADY_PREFIXED',
  COLLISION_CROSS_PLATFORM = 'COLLISION_CROSS_PLATFORM',
  COLLISION_EXISTING = 'COLLISION_EXISTING',
  TOO_LONG = 'TOO_LONG',
  INVALID = 'INVALID',
}

registerEnumType(UsernameOutcome, {
  name: 'FtpUsernameOutcome',
  description: 'What a change of FTP usernames means for one account.',
  valuesConfig: {
    RENAMED: { description: 'Its username gets the prefix.' },
    ALREADY_PREFIXED: { description: 'Its username starts with the prefix, and stays.' },
    COLLISION_CROSS_PLATFORM: {
      description:
        'With the prefix it would be the username of an account on another platform, which keeps it.',
    },
    COLLISION_EXISTING: {
      description:
        'With the prefix it would be the username of another account on the platform, which keeps it.',
    },
    TOO_LONG: { description: 'With the prefix it would have more than 32 characters.' },
    INVALID: {
      description: 'It starts with the prefix in capitals, which the server would take for another one.',
    },
  },
});
