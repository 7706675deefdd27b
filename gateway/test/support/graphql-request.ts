export interface GraphqlAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came, to look for what must not be in it. */
  readonly text: string;
  readonly data?: Record<string, unknown> | null;
  readonly errors?: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; requestId: string };
  }[];
}

export interface GraphqlRequestOptions {
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
}

/** Sends an operation the way most clients do. */
export async function send(
  url: string,
  query: string,
  { variables, headers, signal }: GraphqlRequestOptions = {},
): Promise<GraphqlAnswer> {
  return readAnswer(
    await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      ...(signal && { signal }),
    }),
  );
}

export async function readAnswer(response: Response): Promise<GraphqlAnswer> {
  const text = await response.text();
  const body = (text ? JSON.parse(text) : {}) as Pick<GraphqlAnswer, 'data' | 'errors'>;
  return { status: response.status, headers: response.headers, text, ...body };
}

/** Codes of all errors, in order. */
export function codesOf({ errors }: GraphqlAnswer): string[] {
  return errors?.map(({ extensions }) => extensions.code) ?? [];
}
