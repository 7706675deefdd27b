import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { ManageSieveFailure } from './errors';
import type { Response } from './response';
import { ResponseParser } from './response-parser';

export interface ConnectionOptions {
  readonly host: string;
  readonly port: number;
  /** For each answer, from its question to its last octet. */
  readonly timeoutMs: number;
}

interface Waiting {
  readonly resolve: (response: Response) => void;
  readonly reject: (failure: ManageSieveFailure) => void;
}

/** Octets to the server and answers from it, one after the other. After a failure nothing goes any more. */
export class Connection {
  readonly #options: ConnectionOptions;
  #socket: Socket;
  #parser = new ResponseParser();
  #waiting: Waiting | undefined;
  #failure: ManageSieveFailure | undefined;

  /** Begins to connect; the first `read` tells whether that succeeds. */
  constructor(options: ConnectionOptions) {
    this.#options = options;
    const { host, port } = options;
    this.#socket = connectTcp({ host, port, noDelay: true });
    this.#listen(this.#socket);
  }

  /** Sends a command and waits for its answer. @throws ManageSieveFailure */
  exchange(command: string): Promise<Response> {
    const answer = this.read();
    if (this.#waiting) this.#socket.write(`${command}\r\n`);
    return answer;
  }

  /** Waits for what the server says next. @throws ManageSieveFailure */
  async read(): Promise<Response> {
    const timer = setTimeout(() => {
      this.#fail(new ManageSieveFailure('TIMED_OUT', `no answer from ${this.#server} in time`));
    }, this.#options.timeoutMs);
    try {
      return await new Promise<Response>((resolve, reject) => {
        if (this.#failure) reject(this.#failure);
        else this.#waiting = { resolve, reject };
      });
    } finally {
      clearTimeout(timer);
    }
  }

  /**
   * Goes on over TLS, after the server's OK to STARTTLS. The next `read` tells whether that succeeds.
   *
   * @param ca PEM of who may have signed the certificate, instead of those that Node.js knows
   */
  startTls(ca: string | undefined): void {
    const plain = this.#socket;
    plain.removeAllListeners('data').removeAllListeners('error').removeAllListeners('close');
    const { host } = this.#options;
    const secure = connectTls({
      socket: plain,
      host,
      // A server name is not an address (RFC 6066 section 3).
      ...(isIP(host) === 0 && { servername: host }),
      ...(ca !== undefined && { ca }),
    });
    this.#socket = secure;
    let isSecure = false;
    secure.once('secureConnect', () => (isSecure = true));
    this.#listen(secure, (error) => !isSecure && error.syscall === undefined);
  }

  close(): void {
    this.#fail(new ManageSieveFailure('UNREACHABLE', `the connection to ${this.#server} is closed`));
  }

  get #server(): string {
    return `${this.#options.host}:${this.#options.port}`;
  }

  #listen(socket: Socket, isDistrust: (error: NodeJS.ErrnoException) => boolean = () => false): void {
    socket.on('data', (chunk) => {
      this.#receive(chunk);
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      const failure = isDistrust(cause)
        ? new ManageSieveFailure('UNTRUSTED', `no TLS with ${this.#server}: ${cause.message}`, { cause })
        : new ManageSieveFailure('UNREACHABLE', `no connection to ${this.#server}: ${cause.message}`, {
            cause,
          });
      this.#fail(failure);
    });
    socket.on('close', () => {
      this.#fail(new ManageSieveFailure('UNREACHABLE', `${this.#server} has closed the connection`));
    });
  }

  #receive(chunk: Buffer): void {
    try {
      this.#parser.push(chunk);
      for (let response = this.#parser.next(); response; response = this.#parser.next())
        this.#answer(response);
    } catch (error) {
      this.#fail(error as ManageSieveFailure);
    }
  }

  #answer(response: Response): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (response.status === 'BYE') {
      waiting?.resolve(response);
      throw new ManageSieveFailure('UNREACHABLE', `${this.#server} has ended the connection`);
    }
    // Also what somebody has put behind the OK to STARTTLS, to be read as if it had come over TLS.
    if (!waiting || !this.#parser.isEmpty) {
      const failure = new ManageSieveFailure(
        'INVALID_ANSWER',
        `${this.#server} sent an unsolicited response`,
      );
      waiting?.reject(failure);
      throw failure;
    }
    waiting.resolve(response);
  }

  /** The first failure counts: others follow from it. */
  #fail(failure: ManageSieveFailure): void {
    this.#failure ??= failure;
    this.#waiting?.reject(this.#failure);
    this.#waiting = undefined;
    this.#socket.destroy();
  }
}
