import { DEMO_PEOPLE } from '@hostgraph/demo-data';
import { signIn } from '@hostgraph/identity-provider';
import type { Ports } from '../stack/ports';
import { EXPLORER_CLIENT, issuerOf, urlOf } from '../stack/programs';

export type DemoRole = keyof typeof DEMO_PEOPLE;

/** What access tokens must be meant for to be accepted by the gateway. */
const AUDIENCE = 'urn:hostgraph:api';

/** Signs everybody in at the identity provider, as a browser would. */
export async function signEverybodyIn(ports: Ports): Promise<Record<DemoRole, string>> {
  const signedIn = await Promise.all(
    Object.entries(DEMO_PEOPLE).map(async ([role, { login }]) => {
      const { accessToken } = await signIn({
        issuer: issuerOf(ports),
        clientId: EXPLORER_CLIENT,
        redirectUri: `${urlOf(ports, 'gateway')}/`,
        login,
        resource: AUDIENCE,
      });
      return [role, accessToken] as const;
    }),
  );
  return Object.fromEntries(signedIn) as Record<DemoRole, string>;
}
