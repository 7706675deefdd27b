import { WallClock } from '../syslog/wall-clock';

/** How old the reference may be: a WallClock remembers the minute that it resolved last. */
const RENEW_MS = 60_000;

/** The clock for lines that have just come: their years are those of now. */
export class NetworkClock {
  #clock: WallClock;
  #madeAt: number;

  constructor(
    private readonly timeZone: string,
    private readonly now: () => number = Date.now,
  ) {
    this.#madeAt = now();
    this.#clock = new WallClock(timeZone, new Date(this.#madeAt));
  }

  get current(): WallClock {
    const now = this.now();
    // Also when the system's clock was set back.
    if (Math.abs(now - this.#madeAt) >= RENEW_MS) {
      this.#madeAt = now;
      this.#clock = new WallClock(this.timeZone, new Date(now));
    }
    return this.#clock;
  }
}
