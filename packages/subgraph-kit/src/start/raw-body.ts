import type { FastifyInstance, FastifyRequest } from 'fastify';

const bodies = new WeakMap<FastifyRequest, Buffer>();
const EMPTY = Buffer.alloc(0);

/** Keeps JSON bodies as they came: what the gateway signed are these bytes, not what they mean. */
export function keepRawBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    bodies.set(request, body);
    // Declared to return a promise or nothing; it calls back.
    void parse(request, body.toString(), done);
  });
}

export const rawBodyOf = (request: FastifyRequest): Buffer => bodies.get(request) ?? EMPTY;
