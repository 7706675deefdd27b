import type { IncomingMessage } from 'node:http';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { gatewayError } from '../errors/gateway-error';

/**
 * Reads the body of a POST up to the limit, whether or not the client said how long it is, and only then
 * parses it.
 */
export function useBodyLimit(maxBytes: number): GatewayPlugin<{ req: IncomingMessage }> {
  return {
    onRequestParse({ request, serverContext, setRequestParser }) {
      if (request.method !== 'POST') return;
      const { req } = serverContext as unknown as { req: IncomingMessage };
      setRequestParser(async () => parseJson(await readBody(req, maxBytes)));
    },
  };
}

async function readBody(req: IncomingMessage, maxBytes: number): Promise<Buffer> {
  // The rest of the body is left unread, so the connection cannot carry another request.
  const tooLarge = () => gatewayError('PAYLOAD_TOO_LARGE', { headers: { connection: 'close' } });
  if (Number(req.headers['content-length'] ?? 0) > maxBytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  // Destroying the request would also destroy the connection over which the refusal has to go.
  try {
    for await (const chunk of req.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    // The client has gone, as telephones do all day: nobody's fault, and nobody to tell it.
    if (req.destroyed && !req.complete) throw gatewayError('BAD_REQUEST', { message: 'The body broke off.' });
    throw error;
  }
  return Buffer.concat(chunks);
}

/** Whether the object is a GraphQL request is for the engine to say. */
function parseJson(body: Buffer): object {
  let params: unknown;
  try {
    params = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw gatewayError('BAD_REQUEST', { message: 'The body is not JSON in UTF-8.' });
  }
  if (Array.isArray(params)) {
    throw gatewayError('BAD_REQUEST', { message: 'Several operations in one request are not supported.' });
  }
  if (typeof params !== 'object' || params === null) {
    throw gatewayError('BAD_REQUEST', { message: 'The body must be a JSON object.' });
  }
  return params;
}
