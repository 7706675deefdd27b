/** What waits, and is taken in turns: one of each owner before a second one of anybody. */
export class FairQueue<Item> {
  /** Whose turn it is comes first. */
  readonly #byOwner = new Map<string, Item[]>();
  readonly #maxPerOwner: number;

  constructor(maxPerOwner: number) {
    this.#maxPerOwner = maxPerOwner;
  }

  /** @returns false when as many as allowed wait for this owner already */
  push(owner: string, item: Item): boolean {
    const waiting = this.#byOwner.get(owner);
    if (!waiting) this.#byOwner.set(owner, [item]);
    else if (waiting.length < this.#maxPerOwner) waiting.push(item);
    else return false;
    return true;
  }

  /** Takes the next one, if any. */
  take(): Item | undefined {
    const [owner, waiting] = this.#byOwner.entries().next().value ?? [];
    if (owner === undefined || !waiting) return undefined;
    const item = waiting.shift();
    this.#byOwner.delete(owner);
    if (waiting.length > 0) this.#byOwner.set(owner, waiting);
    return item;
  }
}
