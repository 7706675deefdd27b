/** As `those.includes(value)`, which TypeScript refuses where `those` are some of the values that it may have. */
export const isOneOf = <Value>(value: Value, ...those: readonly NoInfer<Value>[]): boolean =>
  those.includes(value);
