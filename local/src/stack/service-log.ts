import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';

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
    return readFileSync(this.file)
      .subarray(this.#start)
      .toString()
      .split('\n')
      .findLast((line) => line.startsWith(`${serviceName}: `));
  }
}
