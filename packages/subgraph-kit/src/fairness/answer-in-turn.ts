import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { Principal } from '@hostgraph/principal';
import type {
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
  RouteHandlerMethod,
} from 'fastify';
import { CodedError } from '../errors/coded-error';
import { formatError } from '../errors/format-error';
import { FairTurns } from './fair-turns';
import { onShareOf, tenantOf } from './tenant';

/**
 * Operations of one tenant at once, in one process. An operation that has begun holds the event loop for as long as it
 * reads rows and writes JSON, so another's waits for each of them; with two, one reads while the other computes.
 */
const OPERATIONS_PER_TENANT = 2;
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
 * @param authenticate throws where the answer says why; then there is no turn to wait for
 */
export function answerInTurn(
  atOnce: number,
  authenticate: (headers: IncomingHttpHeaders) => Promise<Principal>,
  answer: Handler,
): Handler {
  const turns = new FairTurns({
    total: atOnce,
    perTenant: OPERATIONS_PER_TENANT,
    waiting: WAITING_PER_TENANT,
  });
  return async function (request, reply) {
    const principal = await authenticate(request.headers).catch(() => undefined);
    const tenant = principal && tenantOf(principal);
    if (tenant === undefined) return answer.call(this, request, reply);
    const signal = hangingUp(reply.raw);
    let end: () => void;
    try {
      end = await turns.begin(tenant, signal);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      return reply.type('application/json').send(refusal(error));
    }
    try {
      return await onShareOf({ tenant, signal }, () => answer.call(this, request, reply));
    } finally {
      end();
    }
  };
}

const refusal = (error: CodedError): string =>
  JSON.stringify({ errors: [formatError(error.toJSON(), error)] });

/** Aborts when the connection ends before the answer has been sent. */
function hangingUp(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}
