import { DEMO_PEOPLE, EXAMPLE_ORGANIZATION, OTHER_ORGANIZATION } from '@hostgraph/demo-data';
import { OwnerLanguage } from '../ftp-account/owner-language';
import { LegacyPlatform } from '../legacy-site/legacy-platform';

const GIB = 1024 ** 3;

/** Ids have the length of real ones, so that everything around them looks as it will. */
const demoId = (prefix: string, name: string) => `${prefix}_demo${name}`.padEnd(prefix.length + 23, '0');

function site(name: string, organizationId: string, platform: LegacyPlatform, hostName: string) {
  return {
    id: demoId('lsi', name),
    organization_id: organizationId,
    platform,
    host_name: hostName,
    created_at: '2009-03-02T09:00:00Z',
  };
}

const exampleSite = site('Example', EXAMPLE_ORGANIZATION.id, LegacyPlatform.PERSO_CH, 'example.perso.ch');
const clubSite = site('Club', EXAMPLE_ORGANIZATION.id, LegacyPlatform.USERS_CH, 'example-club.users.ch');
const otherSite = site('Other', OTHER_ORGANIZATION.id, LegacyPlatform.GENEVA_LINK_CH, 'other.geneva-link.ch');

/** Rows of `legacy_site`. */
export const DEMO_SITES = [exampleSite, clubSite, otherSite];

function account(
  name: string,
  of: typeof exampleSite,
  login: { prefix: '' | 'persoch_'; local_part: string },
  settings: {
    home_directory?: string;
    is_read_only?: boolean;
    is_enabled?: boolean;
    quota_bytes?: number;
    owner_email?: string;
    owner_language?: OwnerLanguage;
  },
) {
  return {
    id: demoId('ftp', name),
    organization_id: of.organization_id,
    legacy_site_id: of.id,
    ...login,
    home_directory: '/',
    is_read_only: false,
    is_enabled: true,
    quota_bytes: 5 * GIB,
    created_at: '2009-03-02T09:30:00Z',
    ...settings,
  };
}

/** Rows of `ftp_account`: as the former platforms named them, and one that has its prefix already. */
export const DEMO_ACCOUNTS = [
  account(
    'Infomaniak',
    exampleSite,
    { prefix: '', local_part: 'infomaniak' },
    {
      owner_email: DEMO_PEOPLE.administrator.email,
      owner_language: OwnerLanguage.EN,
    },
  ),
  account(
    'Photos',
    exampleSite,
    { prefix: '', local_part: 'photos' },
    {
      home_directory: '/photos',
      is_read_only: true,
      owner_email: DEMO_PEOPLE.legalResponsible.email,
      owner_language: OwnerLanguage.FR,
    },
  ),
  account('Club', clubSite, { prefix: 'persoch_', local_part: 'club' }, { quota_bytes: 20 * GIB }),
  account('ClubOld', clubSite, { prefix: '', local_part: 'club-old' }, { is_enabled: false }),
  account('Other', otherSite, { prefix: '', local_part: 'other' }, {}),
];
