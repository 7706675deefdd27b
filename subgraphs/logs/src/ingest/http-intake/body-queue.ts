import { createHash } from 'node:crypto';
import type { Batch, Source, TakenLines } from '../batch/batch';
import type { RawLine } from '../lines/line-reader';
import { NetworkClock } from '../listen/network-clock';
import type { Body } from '../store/body-store';

/** What a sender is told when its body is stored. */
export interface Receipt extends TakenLines {
  /** The same body was stored before, so nothing was done. */
  readonly repeated: boolean;
}

interface WaitingBody extends Body {
  readonly source: Source;
  readonly lines: RawLine[];
  readonly answer: (receipt: Receipt) => void;
}

const REPEATED: Receipt = { lines: 0, unparsable: 0, repeated: true };

/**
 * Bodies that wait to be stored. A body is stored whole, in the transaction that also remembers it: sending it again,
 * because the answer was lost, changes nothing.
 */
export class BodyQueue {
  readonly #clock: NetworkClock;
  #waiting: WaitingBody[] = [];

  /** @param ring is called when a body has come */
  constructor(
    timeZone: string,
    private readonly ring: () => void,
  ) {
    this.#clock = new NetworkClock(timeZone);
  }

  /** @returns when it is stored */
  store(sender: string, bytes: Buffer, lines: RawLine[]): Promise<Receipt> {
    const name = `http:${sender}`;
    const digest = createHash('sha256').update(bytes).digest('base64');
    return new Promise((answer) => {
      this.#waiting.push({ sender: name, digest, source: { name }, lines, answer });
      this.ring();
    });
  }

  /** Gives bodies to the batch until it is full, but one at least, however much comes from elsewhere. */
  async read(batch: Batch): Promise<void> {
    if (this.#waiting.length === 0) return;
    // More may come while the database is asked: of those it is not known whether they were stored.
    const asked = [...this.#waiting];
    const stored = await batch.storedBodies(asked);
    let taken = 0;
    for (const body of asked) {
      if (taken > 0 && batch.isFull) break;
      taken += 1;
      if (stored.has(body)) {
        body.answer(REPEATED);
        continue;
      }
      const counts = batch.takeBody(body, body.source, body.lines, this.#clock.current);
      batch.whenStored(() => {
        body.answer(counts === undefined ? REPEATED : { ...counts, repeated: false });
      });
    }
    this.#waiting = this.#waiting.slice(taken);
  }
}
