import { normaliseEmailAddress } from '@hostgraph/subgraph-kit';
import { z } from 'zod';
import { normaliseNetworks } from '../ftp-account/allowed-networks';
import { MAX_NETWORKS } from '../ftp-account/ftp-account.errors';
import { normaliseHomeDirectory } from '../ftp-account/home-directory';
import { LegacyPlatform } from '../legacy-site/legacy-platform';

const PREFIX = 'persoch_';
const USERNAME = /^[A-Za-z0-9._-]+$/;
/** As the table has it, beside the prefix. */
const LOCAL_PART = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;
const MAX_USERNAME = 32;
const DOMAINS: Readonly<Record<LegacyPlatform, string>> = {
  PERSO_CH: 'perso.ch',
  USERS_CH: 'users.ch',
  GENEVA_LINK_CH: 'geneva-link.ch',
};
const DOMAIN = Object.values(DOMAINS)
  .join('|')
  .replaceAll('.', String.raw`\.`);
/** Labels of RFC 1123 before the domain of a platform. */
const HOST_NAME = new RegExp(
  String.raw`^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(${DOMAIN})$`,
);
/** What Debian's crypt(3), and so ProFTPD, verifies: SHA-512, bcrypt and yescrypt. */
const PASSWORD_HASH =
  /^(\$6\$(rounds=\d{4,9}\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}|\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}|\$y\$[./A-Za-z0-9]{1,10}\$[./A-Za-z0-9]{1,86}\$[./A-Za-z0-9]{43})$/;

/** @returns a transformation that takes what `read` makes of a text, and refuses with `message` where it is undefined */
const as = <T>(read: (text: string) => T | undefined, message: string) =>
  z.string({ error: message }).transform((text, context) => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  });

const number = (least: number, most: number) =>
  as(
    (text) => (/^\d{1,16}$/.test(text) && +text >= least && +text <= most ? +text : undefined),
    `must be a whole number from ${least} to ${most}`,
  );
const yesOrNo = as((text) => ({ true: true, false: false })[text], 'must be true or false');
/** The group of accounts that only read (deploy/proftpd/proftpd.conf), Debian's `nobody`, and what means none. */
const RESERVED_IDS = [65_533, 65_534, 65_535];
const id = as(
  (text) => (/^\d{4,10}$/.test(text) && isUsersId(+text) ? +text : undefined),
  'must be a whole number from 1000 to 2147483647, but none of 65533 to 65535',
);
const isUsersId = (value: number): boolean =>
  value >= 1000 && value <= 2_147_483_647 && !RESERVED_IDS.includes(value);
const MAX_TIME = 40;
/** PostgreSQL has other limits of years and offsets than ISO 8601, so it gets the moment in UTC. */
const time = as((text) => {
  if (text.length > MAX_TIME || !z.iso.datetime({ offset: true }).safeParse(text).success) return undefined;
  const moment = new Date(text);
  return /^(?!0000)\d{4}-/.test(moment.toISOString()) ? moment.toISOString() : undefined;
}, 'must be a time such as 2026-12-31T23:59:59Z, of the years 1 to 9999');

/**
 * The columns of a file of existing accounts, by name and in any order. What is not required may be left out, or be
 * empty in a row.
 */
export const importColumns = z.object({
  organization_id: z
    .string({ error: 'is missing' })
    .regex(/^[\w-]{1,100}$/, 'must be the id of an organization'),
  host_name: as(
    (text) => (HOST_NAME.test(text) ? text : undefined),
    'must be a name under perso.ch, users.ch or geneva-link.ch, in lower case',
  ),
  username: as(
    (text) => (USERNAME.test(text) && text.length <= MAX_USERNAME ? text : undefined),
    `must be at most ${MAX_USERNAME} ASCII letters, digits, ".", "_" and "-"`,
  ).refine((text) => LOCAL_PART.test(splitUsername(text).local_part), {
    error: 'must have a letter or digit first, and after persoch_ as well',
  }),
  quota_bytes: number(1, Number.MAX_SAFE_INTEGER),
  password_hash: z
    .string()
    .regex(PASSWORD_HASH, 'must be a hash of crypt(3): $6$, $2a$, $2b$, $2y$ or $y$')
    .optional(),
  home_directory: as(normaliseHomeDirectory, 'must be a directory within the site, without ".."').default(
    '/',
  ),
  is_read_only: yesOrNo.default(false),
  is_enabled: yesOrNo.default(true),
  expires_at: time.optional(),
  allowed_networks: as((text) => {
    const networks = normaliseNetworks(text.split(' '));
    return networks && networks.length <= MAX_NETWORKS ? networks : undefined;
  }, `must be at most ${MAX_NETWORKS} addresses or networks in CIDR notation, with a space between`).default(
    [],
  ),
  owner_email: as(normaliseEmailAddress, 'must be an e-mail address').optional(),
  owner_language: z.enum(['en', 'fr', 'de', 'it'], { error: 'must be en, fr, de or it' }).optional(),
  uid: id.optional(),
  gid: id.optional(),
  created_at: time.optional(),
});

export type ImportRow = z.infer<typeof importColumns>;

export const COLUMN_NAMES = Object.keys(importColumns.shape);
export const REQUIRED_COLUMNS = ['organization_id', 'host_name', 'username', 'quota_bytes'];

export function platformOf(hostName: string): LegacyPlatform | undefined {
  const domain = HOST_NAME.exec(hostName)?.[1];
  return Object.values(LegacyPlatform).find((platform) => DOMAINS[platform] === domain);
}

/** A username that has the prefix already keeps it apart. */
export const splitUsername = (username: string): { prefix: string; local_part: string } =>
  username.startsWith(PREFIX) && username.length > PREFIX.length
    ? { prefix: PREFIX, local_part: username.slice(PREFIX.length) }
    : { prefix: '', local_part: username };
