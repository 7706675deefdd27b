import type { Reply } from './gateway-connection';

interface CodedError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: unknown };
}

/** What no answer may tell: how it is stored, where it is computed, and what nobody was to see again. */
const INSIDES =
  /\b(?:SELECT|INSERT INTO|DELETE FROM|UPDATE) [a-z"*]|violates \w+(?:-\w+)? constraint|QueryFailedError|postgres(?:ql)?:\/\/|node_modules|\.ts:\d+|\bat \w+ \(/;

/**
 * What is wrong with an answer, whatever was asked; undefined when nothing is.
 *
 * @param secrets texts that the system knows and may not tell
 */
export function faultOf(reply: Reply, secrets: readonly string[]): string | undefined {
  if ('failure' in reply) return `no answer: ${reply.failure}`;
  const { status, body } = reply;
  if (secrets.some((secret) => body.includes(secret))) return 'a secret in the answer';
  const inside = INSIDES.exec(body)?.[0];
  if (inside !== undefined) return `insides in the answer: ${inside}`;
  // A refusal before anything was looked at would show nothing: ENVIRONMENT of attacked-stack.ts is for that.
  if (status === 429) return 'status 429: the limits of the tests’ system are too low';
  const errors = errorsOf(body);
  if (errors === undefined) return `status ${status} and no answer of GraphQL`;
  const codes = errors.map(({ extensions }) => extensions?.code);
  if (codes.some((code) => typeof code !== 'string')) return `status ${status} with an error without a code`;
  const internal = errors.find(({ extensions }) => extensions?.code === 'INTERNAL_SERVER_ERROR');
  if (internal) return `INTERNAL_SERVER_ERROR at ${pathOf(internal)}`;
  if (status >= 500) return `status ${status} (${[...new Set(codes)].join()})`;
  if (status >= 400 && codes.length === 0) return `status ${status} without an error`;
  return undefined;
}

/** Whether an answer says, with a code, that what was asked is refused. */
export function isRefusal(reply: Reply): boolean {
  return 'body' in reply && (errorsOf(reply.body)?.length !== 0 || reply.body.includes('"userErrors":[{'));
}

function errorsOf(body: string): readonly CodedError[] | undefined {
  try {
    const answer = JSON.parse(body) as { data?: unknown; errors?: readonly CodedError[] };
    if (answer.errors) return answer.errors;
    return 'data' in answer ? [] : undefined;
  } catch {
    return undefined;
  }
}

const pathOf = ({ path = [] }: CodedError): string =>
  path.map((step) => (typeof step === 'number' ? '#' : step)).join('.') || 'the operation';
