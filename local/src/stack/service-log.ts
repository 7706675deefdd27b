import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

/** Enough for the message of an error. */
const MAX_LINE = 300;

/** The file that takes what a service prints; services write into it directly. */
export class ServiceLog {
  readonly descriptor: number;
  readonly #start: number;

  constructor(private readonly file: string) {
    this.descriptor = openSync(file, 'a', 0o600);
    this.#start = fstatSync(this.descriptor).size;
  }

  /** To be called once the service has the file: it needs it no longer here. */
  close(): void {
    closeSync(this.descriptor);
  }

  /** The last line, since the log was opened, that the service addressed to its operator (`runService`). */
  lastWords(serviceName: string): string | undefined {
    return this.#lines().findLast((line) => line.startsWith(`${serviceName}: `));
  }

  /** The last line of all that is not of a stack trace, shortened. */
  get lastLine(): string {
    return (this.#lines().findLast((line) => /^\S/.test(line)) ?? 'it said nothing').slice(0, MAX_LINE);
  }

  #lines(): string[] {
    return readFileSync(this.file).subarray(this.#start).toString().split('\n');
  }
}
