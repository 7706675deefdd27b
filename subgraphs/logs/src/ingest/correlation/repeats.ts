import { hash } from 'node:crypto';

/** How often a host has logged each text within one second. */
export class Repeats {
  constructor(
    readonly second: number,
    private readonly counts = new Map<string, number>(),
  ) {}

  static restore({ second, counts }: ReturnType<Repeats['toJSON']>): Repeats {
    return new Repeats(second, new Map(counts));
  }

  /** Counts one more. @returns how many equal ones there were before */
  add(text: string): number {
    const digest = hash('sha256', text, 'base64url');
    const before = this.counts.get(digest) ?? 0;
    this.counts.set(digest, before + 1);
    return before;
  }

  toJSON() {
    return { second: this.second, counts: [...this.counts] };
  }
}
