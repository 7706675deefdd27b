import type { Principal } from '@hostgraph/principal';
import type { TestAnswer, TestSubgraph } from './test-subgraph';

type Outcome<Fields> = Fields & {
  readonly userErrors: readonly {
    readonly code: string;
    readonly message: string;
    readonly path: readonly string[];
  }[];
};

/** What became of a mutation. */
export interface Mutated<Fields> {
  /** Null where there were errors instead. */
  readonly outcome: Outcome<Fields> | null;
  readonly answer: TestAnswer<{ outcome: Outcome<Fields> | null }>;
}

/** Calls a mutation `name(input: NameInput!)`. */
export const mutateBy =
  (subgraph: () => TestSubgraph) =>
  async <Fields>(
    caller: Principal | undefined,
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection: string,
  ): Promise<Mutated<Fields>> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await subgraph().ask<{ outcome: Outcome<Fields> | null }>(
      caller,
      `mutation ($input: ${type}!) { outcome: ${name}(input: $input) {
         ${selection} userErrors { code message path } } }`,
      { input },
    );
    return { outcome: answer.data?.outcome ?? null, answer };
  };

/** The `userErrors` of a mutation that was refused for one argument. */
export const refused = (code: string, argument: string): unknown => [
  expect.objectContaining({ code, path: ['input', argument] }),
];
