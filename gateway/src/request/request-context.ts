import type { ServerResponse } from 'node:http';
import type { Principal } from '@hostgraph/principal';
import type { ClientNetwork } from '../limits/client-network';

export interface Caller {
  readonly principal: Principal;
}

/** What the gateway knows of a request; the engine carries it from the HTTP server to the subgraph transport. */
export interface RequestContext {
  readonly requestId: string;
  /** Aborted when the client has gone, or when the gateway no longer waits for it while it shuts down. */
  readonly signal: AbortSignal;
  /** Aborted when the gateway is about to stop: what has no end of its own should end now. */
  readonly stopping: AbortSignal;
  /** To which headers may be added until something is answered. */
  readonly res: ServerResponse;
  /** Where the request comes from; only for limits. */
  readonly network: () => ClientNetwork;
  /** Who is calling. Set by the authentication plugin, before anything is executed. */
  // eslint-disable-next-line no-restricted-syntax -- found out anew for each result of a subscription
  caller: Caller;
  /** Finds out again who is calling, for what goes on for longer than an answer to that may be remembered. */
  readonly findCaller: () => Promise<Caller>;
}
