import type { Change } from './change';

/** A map that knows which keys were set or deleted since it was last asked, so that only those are saved. */
export class TrackedMap<V> extends Map<string, V> {
  /** Keys that have changed, and whether they were there before, so that what came and went is not saved. */
  readonly #changed = new Map<string, boolean>();

  override set(key: string, value: V): this {
    this.#note(key);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    // What came and went unsaved, as most does, is nothing to save and must not stay in memory until then.
    if (this.#changed.get(key) === false) this.#changed.delete(key);
    else this.#note(key);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of this.keys()) this.#note(key);
    super.clear();
  }

  /** Puts back what was saved before. */
  restore(key: string, value: V): void {
    super.set(key, value);
  }

  /** Removes what has been removed from the saved state, too. */
  forget(key: string): void {
    super.delete(key);
  }

  takeChanges(): Change[] {
    const changes: Change[] = [];
    for (const [key, wasSaved] of this.#changed) {
      const value = this.get(key);
      if (value !== undefined) changes.push({ key, wasSaved, json: JSON.stringify(value) });
      else if (wasSaved) changes.push({ key, wasSaved, json: undefined });
    }
    this.#changed.clear();
    return changes;
  }

  forgetChanges(): void {
    this.#changed.clear();
  }

  #note(key: string): void {
    if (!this.#changed.has(key)) this.#changed.set(key, this.has(key));
  }
}
