import type { Principal } from '@hostgraph/principal';
import type { TestAnswer, TestSubgraph } from '@hostgraph/subgraph-testing';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

export type Outcome<Fields> = Fields & { readonly userErrors: readonly Refusal[] };

export type Mutate = <Fields>(
  caller: Principal,
  name: string,
  input: Readonly<Record<string, unknown>>,
  selection: string,
) => Promise<{ outcome: Outcome<Fields> | null; answer: TestAnswer<{ outcome: Outcome<Fields> | null }> }>;

/** Calls a mutation `name(input: NameInput!)`. */
export const mutateBy =
  (subgraph: () => TestSubgraph): Mutate =>
  async <Fields>(
    caller: Principal,
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection: string,
  ) => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await subgraph().ask<{ outcome: Outcome<Fields> | null }>(
      caller,
      `mutation ($input: ${type}!) { outcome: ${name}(input: $input) {
         ${selection} userErrors { code message path } } }`,
      { input },
    );
    return { outcome: answer.data?.outcome ?? null, answer };
  };

export const refused = (code: string, argument: string): unknown => [
  expect.objectContaining({ code, path: ['input', argument] }),
];
