import { Agent, type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** What came back, or why nothing did. */
export type Reply = { readonly status: number; readonly body: string } | { readonly failure: string };

export interface Post {
  readonly credential: string | undefined;
  readonly body: Buffer | string;
  /** A stream is read until it has said something, and then left. */
  readonly isStream: boolean;
}

/** Longer than the gateway gives its subgraphs; who has not answered by then does not. */
const PATIENCE_MS = 30_000;

/** Connections to the gateway that are kept, as those of a program are that asks a lot. */
export class GatewayConnections {
  readonly #agent: Agent;

  constructor(
    private readonly endpoint: string,
    connections: number,
  ) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  post({ credential, body, isStream }: Post): Promise<Reply> {
    return new Promise((resolve) => {
      const sent = request(this.endpoint, {
        method: 'POST',
        agent: this.#agent,
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          accept: isStream ? 'text/event-stream' : 'application/json',
          ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
        },
      });
      const impatience = setTimeout(
        () => sent.destroy(new Error(`not within ${PATIENCE_MS / 1000} s`)),
        PATIENCE_MS,
      );
      const settle = (reply: Reply) => {
        clearTimeout(impatience);
        resolve(reply);
      };
      sent.on('error', (error) => {
        settle({ failure: error.message });
      });
      sent.on('response', (response) => {
        const { statusCode: status = 0 } = response;
        (isStream ? firstEvent(response) : text(response)).then(
          (answer) => {
            settle({ status, body: answer });
          },
          (error: unknown) => {
            settle({ failure: String(error) });
          },
        );
      });
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** The first event that has data, or the whole answer where it is no stream. */
async function firstEvent(response: IncomingMessage): Promise<string> {
  let answer = '';
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    answer += chunk;
    const data = /^data: ?(.+)$/m.exec(answer)?.[1];
    if (data !== undefined && answer.endsWith('\n')) {
      (response.socket as Socket | null)?.destroy();
      return data;
    }
  }
  return answer;
}
