import type { ServerResponse } from 'node:http';
import type { Principal } from '@hostgraph/principal';
import type { ClientNetwork } from '../limits/client-network';

export interface Caller {
  readonly principal: Principal;
}

/** What the gateway knows of a request; the engine carries it from the HTTP server to the subgraph transport. */
export interface RequestContext {
  requestId: string;
  /** Aborted when the client has gone, or when the gateway no longer waits for it while it shuts down. */
  signal: AbortSignal;
  /** Aborted when the gateway is about to stop: what has no end of its own should end now. */
  stopping: AbortSignal;
  /** To which headers may be added until something is answered. */
  res: ServerResponse;
  /** Where the request comes from; only for limits. */
  network: () => ClientNetwork;
  /** Who is calling. Set by the authentication plugin, before anything is executed. */
  caller: Caller;
  /** Finds out again who is calling, for what goes on for longer than an answer to that may be remembered. */
  findCaller: () => Promise<Caller>;
}
