import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

export const MAX_ACCOUNTS_PER_SITE = 200;
export const MAX_NETWORKS = 50;

/** Why FTP accounts are not created or changed, in `userErrors`. */
export const FTP_ACCOUNT_ERROR_CODES = {
  USERNAME_TAKEN: {
    meaning:
      'There is an account with this username, or one without prefix that is going to get it; upper and lower case ' +
      'make no difference.',
    remedy: 'Choose another `localPart`.',
  },
  FTP_ACCOUNT_LIMIT_REACHED: {
    meaning: `The site has ${MAX_ACCOUNTS_PER_SITE} FTP accounts, the most that it can have.`,
    remedy: 'Delete an account that nobody uses: `lastLoginAt` tells.',
  },
  HOME_DIRECTORY_NOT_ACCEPTED: {
    meaning:
      'The directory climbs with `..`, is too long, or has a name with other characters than letters, digits, ' +
      'spaces and `._+@-`.',
    remedy: 'Name a directory of the site, such as `/photos/2009`.',
  },
  NETWORK_NOT_ACCEPTED: {
    meaning:
      'One of the networks is neither an IP address nor a network in CIDR notation, or has bits set beyond its prefix.',
    remedy: 'Write `192.0.2.7`, `192.0.2.0/24` or `2001:db8::/32`.',
  },
  EXPIRY_NOT_ACCEPTED: {
    meaning: 'The time of expiry is past, or beyond the year 9999.',
    remedy: 'Name a time to come, or leave it out.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(FTP_ACCOUNT_ERROR_CODES);
