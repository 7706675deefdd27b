import { AsyncLocalStorage } from 'node:async_hooks';
import type { Principal } from '@hostgraph/principal';

/** With whom a share is counted; undefined for what is done in nobody's name: the house's own work. */
export type Tenant = string | undefined;

/**
 * An organization is one tenant with all its API keys, and with the people who belong to no other. So keys and
 * colleagues do not multiply a share. Who belongs to several, or to none, is one by themselves; all who are not signed
 * in are one together. The gateway finds out who is calling, for everybody.
 */
export function tenantOf({ kind, id, roles }: Principal): Tenant {
  if (kind === 'GATEWAY') return undefined;
  const [organization, another] = Object.keys(roles);
  return organization !== undefined && another === undefined ? organization : id;
}

interface Share {
  readonly tenant: Tenant;
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

const shares = new AsyncLocalStorage<Share>();

/** Does something at the cost of a tenant's share, however deep below it something scarce is asked for. */
export const onShareOf = <T>(share: Share, work: () => T): T => shares.run(share, work);

/** Whose share what runs now is on; undefined where it is nobody's. */
export const currentShare = (): Share | undefined => shares.getStore();
