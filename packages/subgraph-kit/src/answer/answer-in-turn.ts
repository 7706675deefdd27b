import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { performance } from 'node:perf_hooks';
import type { Principal } from '@hostgraph/principal';
import type {
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
  RouteHandlerMethod,
} from 'fastify';
import { CodedError } from '../errors/coded-error';
import { formatError } from './format-error';
import { FairTurns } from '../fairness/fair-turns';
import { onShareOf, type Tenant, tenantOf } from '../fairness/tenant';

/**
 * Operations of one tenant at once, in one process. Whichever has begun holds the event loop while it reads rows and
 * writes JSON, so another's waits for all of them; nothing is gained by more, but where an operation waits itself.
 */
const OPERATIONS_PER_TENANT = 1;
const OPERATIONS_ALONE = 4;
/**
 * After a turn that kept the event loop busy for longer, a tenant rests for as long, if others take turns too: it gets
 * half of the time at most, here and in the gateway, which has the same answer to read and to write. Measured beside
 * logs of 1,500 events, another's query took 4.0 times of its quiet time without the rest, and 1.5 times with it.
 */
const HEAVY_MS = 50;
const MAX_REST_MS = 1_000;
/** Far more than the gateway lets one tenant have under way. */
const WAITING_PER_TENANT = 200;

/** As Apollo Server's integration has it: what it returns is the text of the answer. */
type Handler = RouteHandlerMethod<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  { Reply: string }
>;

/**
 * Answers each operation when it is its tenant's turn. **What nobody waits for any more is not begun**: the gateway
 * hangs up when its time is over, so a queue that has grown long does not do in vain what it could not do in time.
 *
 * @param atOnce operations of all tenants together
 * @param principalOf throws where the answer says why; then there is no turn to wait for
 */
export function answerInTurn(
  atOnce: number,
  principalOf: (request: FastifyRequest) => Principal,
  answer: Handler,
): Handler {
  const turns = new FairTurns({
    total: atOnce,
    perTenant: OPERATIONS_PER_TENANT,
    alone: Math.min(OPERATIONS_ALONE, atOnce),
    waiting: WAITING_PER_TENANT,
  });
  const tenantOfRequest = (request: FastifyRequest): Tenant => {
    try {
      return tenantOf(principalOf(request));
    } catch {
      return undefined;
    }
  };
  return async function (request, reply) {
    const tenant = tenantOfRequest(request);
    if (tenant === undefined) return answer.call(this, request, reply);
    const signal = hangingUp(reply.raw);
    let end: () => void;
    try {
      end = await turns.begin(tenant, signal);
      // What has come meanwhile from others is read first.
      await setImmediate();
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return reply.type('application/json').send(refusal(error));
    }
    const before = performance.eventLoopUtilization();
    try {
      return await onShareOf({ tenant, signal }, () => answer.call(this, request, reply));
    } finally {
      const busyMs = performance.eventLoopUtilization(before).active;
      if (busyMs < HEAVY_MS || turns.isAlone(tenant)) end();
      else setTimeout(end, Math.min(busyMs, MAX_REST_MS));
    }
  };
}

const refusal = (error: CodedError): string =>
  JSON.stringify({ errors: [formatError(error.toJSON(), error)] });

/** Aborts when the connection ends before the answer has been sent. */
function hangingUp(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  // An operation waits for as many connections as it has fields, each with a listener until its turn comes.
  setMaxListeners(0, gone.signal);
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
