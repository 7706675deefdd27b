import { z } from 'zod';

/**
 * Who is calling.
 *
 * - `PERSON`: somebody who signed in with an identity provider.
 * - `API_KEY`: a partner's program; it acts in exactly one organization.
 * - `ANONYMOUS`: nobody has said who they are; only public fields answer.
 * - `GATEWAY`: the gateway itself, while it finds out who is calling.
 */
export const PRINCIPAL_KINDS = ['PERSON', 'API_KEY', 'ANONYMOUS', 'GATEWAY'] as const;

export const principalSchema = z.object({
  kind: z.enum(PRINCIPAL_KINDS),
  /** Opaque id of the user or API key; the kind in lower case where there is neither. */
  id: z.string().min(1),
  /** What the credential allows, such as `mail:read`. A person's allows all but what is the operator's alone. */
  scopes: z.array(z.string()).readonly(),
  /** The role held in each organization, keyed by the organization's id. */
  roles: z.record(z.string(), z.string()).readonly(),
});

export type Principal = z.infer<typeof principalSchema>;

export const ANONYMOUS: Principal = { kind: 'ANONYMOUS', id: 'anonymous', scopes: [], roles: {} };
