import { setTimeout } from 'node:timers/promises';
import { isStream } from '../../support/schema-values/places';
import { PLANTED_SECRET } from '../../support/schema-values/valid-scalars';
import type { AttackedStack } from '../attacked-stack';
import { GatewayConnections, type Reply } from '../gateway-connection';
import { faultOf, isRefusal } from '../reply-faults';
import { type FuzzRequest, written } from './fuzz-request';
import { FuzzGenerator } from './generator';
import { shrink } from './shrink';

export interface FuzzOptions {
  readonly seed: number;
  readonly requests: number;
  /** Told, in a line, how far it is. */
  readonly report: (line: string) => void;
}

const CONNECTIONS = 24;
/** Records are made and deleted meanwhile; after so many requests they are looked for anew. */
const ROUND = 2_500;
/** More kinds of failures than anybody reads. */
const MAX_FAILURES = 50;
const MAX_CAUSE = 300;
const LOG_DELAY_MS = 200;
/** Of one request. */
const ATTEMPTS = 5;
const PAUSE_MS = 500;

/**
 * Sends random requests, and answers the failures: of each kind the smallest request that was found, with what is
 * needed to send it again.
 */
export async function fuzz(stack: AttackedStack, { seed, requests, report }: FuzzOptions): Promise<string[]> {
  const connections = new GatewayConnections(stack.endpoint, CONNECTIONS);
  const generator = new FuzzGenerator(stack.schema, seed);
  const secrets = [...stack.secrets, PLANTED_SECRET];
  const failures = new Map<string, string>();
  let answered = 0;

  const send = async (request: FuzzRequest): Promise<Failure | undefined> => {
    const { query, variables } = written(request);
    const reply = await patiently(() =>
      connections.post({
        credential: stack.credentials[request.caller],
        body: `{"query":${JSON.stringify(query)},"variables":${variables}}`,
        isStream: isStream(request.place),
      }),
    );
    if ('body' in reply && !isRefusal(reply)) answered++;
    const fault = faultOf(reply, secrets);
    if (fault === undefined) return undefined;
    // A log may be written a little after the answer.
    await setTimeout(LOG_DELAY_MS);
    return failureOf(fault, await causeOf(reply));
  };
  const causeOf = async (reply: Reply): Promise<string | undefined> => {
    const requestId = 'body' in reply ? /"requestId":"([^"]+)"/.exec(reply.body)?.[1] : undefined;
    return requestId === undefined ? undefined : stack.errorLog.causeOf(requestId);
  };
  const check = async (request: FuzzRequest, index: number): Promise<void> => {
    const failure = await send(request);
    if (!failure || failures.has(failure.kind)) return;
    failures.set(failure.kind, '');
    const smallest = await shrink(request, async (smaller) => (await send(smaller))?.kind === failure.kind);
    failures.set(failure.kind, `${failure.text}\n  seed ${seed}, request ${index}, ${describe(smallest)}`);
  };

  for (let start = 0; start < requests && failures.size < MAX_FAILURES; start += ROUND) {
    const known = await stack.readIds();
    let next = start;
    const end = Math.min(start + ROUND, requests);
    const work = async () => {
      while (next < end) await check(generator.next(known), next++);
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, work));
    report(
      `${end} of ${requests} requests, seed ${seed}: ${answered} were answered without an objection; ` +
        `${failures.size} kinds of failures`,
    );
  }
  connections.close();
  return [...failures.values(), ...(await stack.errorLog.unexplained())];
}

/** Asks again where something is unavailable, as who gets SERVICE_UNAVAILABLE is told to: machines are busy at times. */
async function patiently(post: () => Promise<Reply>): Promise<Reply> {
  for (let attempt = 1; ; attempt++) {
    const reply = await post();
    if (!('status' in reply) || reply.status !== 503 || attempt === ATTEMPTS) return reply;
    await setTimeout(attempt * PAUSE_MS);
  }
}

interface Failure {
  /** The same for requests that fail for the same reason. */
  readonly kind: string;
  readonly text: string;
}

/** @param cause as the log has it; values that it quotes are another's each time */
function failureOf(fault: string, cause: string | undefined): Failure {
  if (cause === undefined) return { kind: fault, text: fault };
  const kind = cause.replace(/"(?:[^"\\]|\\.)*"|[:\s][^\s]*\d[^\s]*|: .*/gs, '');
  return { kind: `${fault.split(' at ', 1)[0]!} ${kind}`, text: `${fault}: ${cause.slice(0, MAX_CAUSE)}` };
}

function describe(request: FuzzRequest): string {
  const { query, variables } = written(request);
  return `${request.caller}: ${query} ${variables}`;
}
