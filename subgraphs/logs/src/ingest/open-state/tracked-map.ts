export interface Change<V> {
  key: string;
  /** Undefined: the key is gone. */
  value: V | undefined;
}

/** A map that knows which keys were set or deleted since it was last asked, so that only those are saved. */
export class TrackedMap<V> extends Map<string, V> {
  private readonly changed = new Set<string>();

  override set(key: string, value: V): this {
    this.changed.add(key);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.changed.add(key);
    return super.delete(key);
  }

  override clear(): void {
    for (const key of this.keys()) this.changed.add(key);
    super.clear();
  }

  /** Puts back what was saved before. */
  restore(key: string, value: V): void {
    super.set(key, value);
  }

  takeChanges(): Change<V>[] {
    const changes = [...this.changed].map((key) => ({ key, value: this.get(key) }));
    this.changed.clear();
    return changes;
  }
}
