import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { SubgraphFailure } from './subgraph-failure';
import { parseSubgraphResponse, type SubgraphResponse } from './subgraph-response';

/**
 * Reads a stream of results: `event: next` with a result in `data`, and `event: complete` at the end
 * (GraphQL over SSE; the HTML Standard, section 9.2, for the format). Lines that begin with a colon are comments.
 *
 * @param stop ends the upstream request; called when the consumer stops
 */
export async function* readEventStream(body: Readable, stop: () => void): AsyncGenerator<SubgraphResponse> {
  const lines = createInterface({ input: body, crlfDelay: Infinity });
  // Stopped while nobody reads, it ends with an error that is nobody's; without a listener that would end the process.
  lines.on('error', () => undefined);
  let event = '';
  let data = '';
  try {
    for await (const line of lines) {
      if (line === '') {
        if (event === 'complete') return;
        if (event === 'next') yield parseSubgraphResponse(data);
        event = data = '';
      } else if (line.startsWith('event:')) {
        event = line.slice('event:'.length).trim();
      } else if (line.startsWith('data:')) {
        data += (data && '\n') + line.slice('data:'.length).trim();
      }
    }
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the event stream ended too early');
  } catch (cause) {
    if (cause instanceof SubgraphFailure) throw cause;
    throw new SubgraphFailure('SERVICE_UNAVAILABLE', 'the event stream broke off', { cause });
  } finally {
    stop();
  }
}
