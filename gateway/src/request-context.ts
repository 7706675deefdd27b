/** What the gateway knows of a request; the engine carries it from the HTTP server to the subgraph transport. */
export interface RequestContext {
  requestId: string;
  /** Aborted when the client has gone, or when the gateway no longer waits for it while it shuts down. */
  signal: AbortSignal;
  /** Signed statement of who is calling. Set by the authentication plugin, before anything is executed. */
  internalToken: string;
}
