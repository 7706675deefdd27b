import type { IncomingMessage } from 'node:http';
import { listenFailure } from '@hostgraph/service';
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify';
import type { Batch } from '../batch/batch';
import type { Input } from '../batch/input';
import type { Address } from '../listen/address';
import type { TlsSettings } from '../listen/tls-files';
import { linesReader } from './body-lines';
import { BodyQueue, type Receipt } from './body-queue';
import { INTAKE_ERROR_CODES, IntakeError, type IntakeErrorCode } from './intake-errors';
import { readBody } from './read-body';
import { MemoryBudget } from './memory-budget';
import type { CheckSender } from './sender-check';

/** Four of the largest bodies, or hundreds of usual ones; their lines take about as much again. */
const WAITING_BYTES = 64 * 1024 * 1024;
const MAX_CONNECTIONS = 500;
/** A sender that takes longer for one request is cut off. */
const REQUEST_MS = 60_000;
const RETRY_AFTER_SECONDS = '2';
const FASTIFY_CODES = new Map<number | undefined, IntakeErrorCode>([
  [404, 'NOT_FOUND'],
  [413, 'PAYLOAD_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

export interface HttpIntakeOptions {
  readonly address: Address;
  /** Undefined: plain HTTP. */
  readonly tls?: TlsSettings | undefined;
  readonly timeZone: string;
  readonly checkSender: CheckSender;
  /** Called when a body has come. */
  readonly ring: () => void;
  readonly report: (message: string) => void;
}

/** Takes lines over HTTP, and answers when they are stored. */
export class HttpIntake implements Input {
  readonly #app: FastifyInstance;
  readonly #queue: BodyQueue;
  readonly #budget = new MemoryBudget(WAITING_BYTES);

  private constructor(private readonly options: HttpIntakeOptions) {
    this.#queue = new BodyQueue(options.timeZone, options.ring);
    this.#app = this.#createApp();
  }

  /** @throws StartupError */
  static async listen(options: HttpIntakeOptions): Promise<HttpIntake> {
    const intake = new HttpIntake(options);
    await intake.#app.listen(options.address).catch((error: unknown) => {
      throw listenFailure(error, options.address);
    });
    return intake;
  }

  /** Where lines are sent to. */
  get url(): string {
    return `${this.#app.listeningOrigin}/logs`;
  }

  read(batch: Batch): Promise<void> {
    return this.#queue.read(batch);
  }

  /** Waits for the answers that are owed, for which `read` is called meanwhile. */
  async drain(): Promise<void> {
    await this.#app.close();
  }

  async close(): Promise<void> {
    await this.#app.close();
  }

  #createApp(): FastifyInstance {
    const { tls } = this.options;
    const settings = {
      requestTimeout: REQUEST_MS,
      connectionTimeout: REQUEST_MS,
      forceCloseConnections: 'idle' as const,
    };
    // The type of the instance would follow from the kind of server; nothing here depends on it.
    const app = (tls === undefined
      ? Fastify(settings)
      : Fastify({ ...settings, https: tls })) as unknown as FastifyInstance;
    app.server.maxConnections = MAX_CONNECTIONS;
    // Bodies are read by us, after the sender is known and within our own bounds.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => {
      done(null);
    });
    app.setErrorHandler((error: FastifyError | IntakeError, _request, reply) => this.#refuse(error, reply));
    app.setNotFoundHandler((_request, reply) => this.#refuse(new IntakeError('NOT_FOUND'), reply));
    app.get('/health', () => ({ status: 'ok' }));
    app.get('/ready', () => ({ status: 'ready' }));
    // systemd-journal-upload appends `/upload` to whatever address it is given.
    for (const url of ['/logs', '/logs/upload', '/upload']) {
      app.post(url, ({ raw }) => this.#receive(raw));
    }
    return app;
  }

  async #receive(request: IncomingMessage): Promise<Receipt> {
    const sender = await this.options.checkSender(request.headers.authorization);
    const linesOf = linesReader(request.headers['content-type']);
    const reservation = this.#budget.reserve();
    try {
      const body = await readBody(request, reservation);
      if (body.length === 0) return { lines: 0, unparsable: 0, repeated: false };
      return await this.#queue.store(sender, body, linesOf(body));
    } finally {
      reservation.release();
    }
  }

  #refuse(error: FastifyError | IntakeError, reply: FastifyReply): FastifyReply {
    const code = codeOf(error);
    const { httpStatus, description } = INTAKE_ERROR_CODES[code];
    if (code === 'INTERNAL_SERVER_ERROR') this.options.report(`a request failed (${error.name})`);
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer realm="hostgraph"');
    if (code === 'SERVICE_UNAVAILABLE') reply.header('retry-after', RETRY_AFTER_SECONDS);
    // What is left of the body is not read only to keep the connection.
    if (!reply.request.raw.complete) reply.header('connection', 'close');
    return reply.status(httpStatus).send({ errors: [{ message: description, extensions: { code } }] });
  }
}

function codeOf(error: FastifyError | IntakeError): IntakeErrorCode {
  if (error instanceof IntakeError) return error.code;
  const status = error.statusCode ?? 500;
  return FASTIFY_CODES.get(status) ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
}
