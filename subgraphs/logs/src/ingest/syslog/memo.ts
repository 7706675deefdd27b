/**
 * Remembers what was made of a text, for texts that a log repeats over and over, such as the names of its hosts.
 * A log that names ever new ones costs no memory: when the memory is full it begins anew.
 */
export class Memo<V> {
  readonly #known = new Map<string, V>();

  constructor(
    private readonly capacity: number,
    private readonly make: (text: string) => V,
  ) {}

  get(text: string): V {
    const known = this.#known.get(text);
    if (known !== undefined || this.#known.has(text)) return known as V;
    const made = this.make(text);
    if (this.#known.size >= this.capacity) this.#known.clear();
    this.#known.set(text, made);
    return made;
  }
}
