import type { Principal } from '@hostgraph/principal';
import type { ClientNetwork } from './client-network';
import type { LimitSettings } from './limit-settings';
import type { Bucket } from './limiter';

/** What a /48 has of IPv6, as a multiple of what a /64 has: an office is not one subscriber, nor are 65,536 of them. */
const SURROUNDINGS_SHARE = 16;

/**
 * The buckets from which a caller pays, all of them at once.
 *
 * - An API key: its own, and its organization's. More keys of one organization share the latter.
 * - A person who belongs to one organization: the same. So inviting people multiplies nothing.
 * - A person who belongs to several: her own alone, which is smaller than an organization's. Nobody can tell before an
 *   operation is executed for which of them it is, and whoever is a guest somewhere must not use up what the hosts have.
 * - Everybody else: the network, and the one around it.
 */
export function bucketsOf(
  { kind, id, roles }: Principal,
  network: () => ClientNetwork,
  limits: LimitSettings,
): Bucket[] {
  if (kind === 'ANONYMOUS') return bucketsOfNetwork('network', network(), limits.network);
  const own: Bucket =
    kind === 'API_KEY'
      ? { policy: 'api-key', id: `api-key:${id}`, ...limits.apiKey }
      : { policy: 'person', id: `person:${id}`, ...limits.person };
  const [organizationId, ...others] = Object.keys(roles);
  return organizationId !== undefined && others.length === 0
    ? [own, { policy: 'organization', id: `organization:${organizationId}`, ...limits.organization }]
    : [own];
}

/** From which credentials that are refused are paid. */
export const refusedCredentialBuckets = (network: ClientNetwork, limits: LimitSettings): Bucket[] =>
  bucketsOfNetwork('credentials', network, limits.refusedCredentials);

function bucketsOfNetwork(
  policy: string,
  { network, surroundings }: ClientNetwork,
  limit: LimitSettings['network'] | LimitSettings['refusedCredentials'],
): Bucket[] {
  const own: Bucket = { policy, id: `${policy}:${network}`, isNetwork: true, ...limit };
  if (surroundings === undefined) return [own];
  return [
    own,
    {
      ...own,
      policy: `wider-${policy}`,
      id: `wider-${policy}:${surroundings}`,
      rate: own.rate * SURROUNDINGS_SHARE,
      burst: own.burst * SURROUNDINGS_SHARE,
      places: own.places && own.places * SURROUNDINGS_SHARE,
    },
  ];
}
