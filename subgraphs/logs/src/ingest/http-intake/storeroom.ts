import { IntakeError } from './intake-errors';

/** How much all senders together may have waiting, and so how much memory they can fill. */
export class Storeroom {
  private free: number;

  constructor(bytes: number) {
    this.free = bytes;
  }

  /** Room for one body. */
  enter(): Room {
    let taken = 0;
    return {
      take: (bytes) => {
        if (bytes > this.free) throw new IntakeError('SERVICE_UNAVAILABLE');
        this.free -= bytes;
        taken += bytes;
      },
      leave: () => {
        this.free += taken;
        taken = 0;
      },
    };
  }
}

export interface Room {
  /** @throws IntakeError where there is not so much left */
  take(bytes: number): void;
  leave(): void;
}
