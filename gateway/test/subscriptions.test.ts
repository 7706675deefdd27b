import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGatewayProcess } from './support/gateway-process';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld({ PRINCIPAL_CACHE_SECONDS: '0' });
});
afterAll(() => world.stop());
beforeEach(() => {
  world.reset();
  world.known.subjects.add('person-1');
});

/** Serves the stream of the logs subgraph, from when it is asked for. */
function upstream(): Promise<{ next: (data: object) => void; closed: Promise<void> }> {
  return new Promise((resolve) => {
    world.subgraphs.logs.fault = (_req, res: ServerResponse) => {
      world.subgraphs.logs.fault = undefined;
      res.writeHead(200, { 'content-type': 'text/event-stream' }).write(':\n\n');
      resolve({
        next: (data) => res.write(`event: next\ndata: ${JSON.stringify({ data })}\n\n`),
        closed: new Promise((closed) => res.once('close', closed)),
      });
    };
  });
}

async function subscribe(query: string, url = world.gateway.url) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${await world.issuer.token()}`,
    },
    body: JSON.stringify({ query }),
  });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    /** Reads on until the text has come. */
    async until(part: string): Promise<string> {
      while (!text.includes(part)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`It ended before ${part}: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
  };
}

it('asks other subgraphs for each result anew, under a principal token that is still valid', async () => {
  const stream = upstream();
  const client = subscribe('subscription { mailboxChanges { id address } }');
  const { next } = await stream;
  for (const id of ['mbx_1', 'mbx_2']) {
    next({ mailboxChanges: { __typename: 'Mailbox', id } });
    await (await client).until(`"id":"${id}","address":"${id}@example.org"`);
    // Statements of one second are the same.
    await sleep(1_050);
  }
  const statements = world.subgraphs.mail.received.map(({ headers }) => headers.authorization);
  expect(new Set(statements).size).toBe(2);
  expect(world.subgraphs.mail.received.map(({ principal }) => principal.id)).toEqual(['usr_1', 'usr_1']);
});

it('gives out no result to a caller who is not accepted any more, and ends the stream on both sides', async () => {
  const stream = upstream();
  const client = subscribe('subscription { mailActivity }');
  const { next, closed } = await stream;
  next({ mailActivity: 'first' });
  await (await client).until('"mailActivity":"first"');
  world.known.subjects.delete('person-1');
  next({ mailActivity: 'secret' });
  const text = await (await client).until('event: complete');
  expect(text).toContain('"code":"UNAUTHENTICATED"');
  expect(text).not.toContain('secret');
  await closed;
});

it('ends streams in an orderly way when the gateway is stopped, and is not kept from it by them', async () => {
  // Should a stream not end, the gateway would wait for it for longer than this test may take.
  const gateway = await startGatewayProcess({ ...world.environment, SHUTDOWN_TIMEOUT_MS: '600000' });
  const stream = upstream();
  const client = subscribe('subscription { mailActivity }', gateway.url);
  const { next, closed } = await stream;
  next({ mailActivity: 'first' });
  await (await client).until('"mailActivity":"first"');
  const stopped = gateway.stop();
  const text = await (await client).until('event: complete');
  expect(text).not.toContain('errors');
  await Promise.all([stopped, closed]);
});
