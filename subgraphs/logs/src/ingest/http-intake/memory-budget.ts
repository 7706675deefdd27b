import { IntakeError } from './intake-errors';

/** How much all senders together may have waiting, and so how much memory they can fill. */
export class MemoryBudget {
  #free: number;

  constructor(bytes: number) {
    this.#free = bytes;
  }

  /** Room for one body. */
  reserve(): Reservation {
    let taken = 0;
    return {
      add: (bytes) => {
        if (bytes > this.#free) throw new IntakeError('SERVICE_UNAVAILABLE');
        this.#free -= bytes;
        taken += bytes;
      },
      release: () => {
        this.#free += taken;
        taken = 0;
      },
    };
  }
}

export interface Reservation {
  /** @throws IntakeError where there is not so much left */
  add(bytes: number): void;
  release(): void;
}
