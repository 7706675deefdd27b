/** Two braces on each side, as Mustache has made them known; spaces inside do not count. */
const PLACEHOLDER = /\{\{\s*([A-Za-z]+)\s*\}\}/g;

/** How a refusal quotes what somebody wrote: enough to find it. */
const QUOTED_LENGTH = 40;

/**
 * The variables of one kind of text. A text has one where it says `{{name}}`; there are no conditions, no loops and no
 * way to write `{{` for itself.
 */
export class Placeholders<Variable extends string> {
  readonly #variables: ReadonlyMap<string, Variable>;
  readonly #names: Readonly<Record<Variable, string>>;

  /** @param names what stands between the braces for each variable */
  constructor(names: Readonly<Record<Variable, string>>) {
    this.#names = names;
    this.#variables = new Map(
      (Object.keys(names) as Variable[]).map((variable) => [names[variable], variable]),
    );
  }

  /** How a variable is written, such as `{{name}}`. */
  written(variable: Variable): string {
    return `{{${this.#names[variable]}}}`;
  }

  /** The variables that the texts have, each once, in the order in which they were declared. */
  in(texts: readonly (string | null)[]): Variable[] {
    const found = new Set<string | undefined>();
    for (const text of texts) {
      for (const [, name = ''] of (text ?? '').matchAll(PLACEHOLDER)) found.add(name);
    }
    return [...this.#variables].filter(([name]) => found.has(name)).map(([, variable]) => variable);
  }

  /** The first `{{` of a text that is no variable, quoted; undefined where there is none. */
  firstMistake(text: string): string | undefined {
    const rest = text.replace(PLACEHOLDER, (written, name: string) =>
      this.#variables.has(name) ? '' : written,
    );
    const at = rest.indexOf('{{');
    return at < 0
      ? undefined
      : Array.from(rest.slice(at)).slice(0, QUOTED_LENGTH).join('').replace(/\s+/g, ' ');
  }

  /**
   * Puts values in the place of variables; a value is not searched for variables again, and a variable that has none
   * stays as it is written.
   *
   * @param encode how a value is written in this kind of text
   */
  fill(
    text: string,
    values: Readonly<Partial<Record<Variable, string>>>,
    encode: (value: string) => string = (value) => value,
  ): string {
    return text.replace(PLACEHOLDER, (written, name: string) => {
      const variable = this.#variables.get(name);
      const value = variable === undefined ? undefined : values[variable];
      return value === undefined ? written : encode(value);
    });
  }
}
