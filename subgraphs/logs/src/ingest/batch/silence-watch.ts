import { isSilent, type Silence } from '../../log-source/silence';

/** Tells the operator something; one line. */
export type Report = (message: string) => void;

/** Reports sources that give lines and tell of no message: whole servers could be missing, and nothing else would say so. */
export class SilenceWatch {
  readonly #silent = new Set<string>();

  constructor(private readonly report: Report) {}

  look(sources: readonly Silence[]): void {
    for (const source of sources) {
      if (!isSilent(source)) {
        this.#silent.delete(source.path);
      } else if (!this.#silent.has(source.path)) {
        this.#silent.add(source.path);
        this.report(`${source.path}: none of its last ${source.silentLines} lines told of a message`);
      }
    }
  }
}
