/** Something that a subgraph is told when it starts. What uses it names it, and says what it is where nobody tells. */
export class Setting<Value> {
  constructor(readonly usual: Value) {}
}

/** What one running subgraph was told, for its requests, its jobs and its rounds. */
export interface GivenSettings {
  get<Value>(setting: Setting<Value>): Value;
}

/** Filled by whoever starts a subgraph, out of its environment. */
export class Settings implements GivenSettings {
  readonly #given = new Map<unknown, unknown>();

  set<Value>(setting: Setting<Value>, value: NoInfer<Value>): this {
    this.#given.set(setting, value);
    return this;
  }

  get<Value>(setting: Setting<Value>): Value {
    // `set` alone puts something in, and a setting has values of one type.
    return this.#given.has(setting) ? (this.#given.get(setting) as Value) : setting.usual;
  }
}
