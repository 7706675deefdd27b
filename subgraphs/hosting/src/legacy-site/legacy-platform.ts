import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

/** The former hosting platforms, each named after the domain that its sites are under. */
export const LegacyPlatform = describedEnum(
  'LegacyPlatform',
  'A former hosting platform, named after the domain that its sites are under.',
  {
    PERSO_CH: 'Sites under `perso.ch`.',
    USERS_CH: 'Sites under `users.ch`.',
    GENEVA_LINK_CH: 'Sites under `geneva-link.ch`.',
  },
);
export type LegacyPlatform = ValueOf<typeof LegacyPlatform>;
