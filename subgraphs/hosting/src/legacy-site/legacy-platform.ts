import { registerEnumType } from 'type-graphql';

/** The former hosting platforms, each named after the domain that its sites are under. */
export enum LegacyPlatform {
  PERSO_CH = 'PERSO_CH',
  USERS_CH = 'USERS_CH',
  GENEVA_LINK_CH = 'GENEVA_LINK_CH',
}

registerEnumType(LegacyPlatform, {
  name: 'LegacyPlatform',
  description: 'A former hosting platform, named after the domain that its sites are under.',
  valuesConfig: {
    PERSO_CH: { description: 'Sites under `perso.ch`.' },
    USERS_CH: { description: 'Sites under `users.ch`.' },
    GENEVA_LINK_CH: { description: 'Sites under `geneva-link.ch`.' },
  },
});
