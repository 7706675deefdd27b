import type { Principal } from '@hostgraph/principal';
import type { TestAnswer, TestSubgraph } from '@hostgraph/subgraph-testing';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
}

export type Outcome<Fields> = Fields & { readonly userErrors: readonly Refusal[] };

export interface FtpAccountFields {
  readonly ftpAccount: { readonly id: string; readonly username: string } | null;
  readonly password?: string | null;
  readonly isDeleted?: boolean;
}

export interface Mutated<Fields = FtpAccountFields> {
  readonly outcome: Outcome<Fields> | null;
  readonly answer: TestAnswer<{ outcome: Outcome<Fields> | null }>;
}

/** Calls a mutation `name(input: NameInput!)`, on an FTP account where nothing else is selected. */
export const mutateBy =
  (subgraph: () => TestSubgraph) =>
  async <Fields = FtpAccountFields>(
    caller: Principal | undefined,
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection = 'ftpAccount { id username }',
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
