import type { Principal } from '@hostgraph/principal';
import type { TestAnswer, TestSubgraph } from '@hostgraph/subgraph-testing';

export interface FtpAccountAnswer {
  readonly ftpAccount: { readonly id: string; readonly username: string } | null;
  readonly password?: string | null;
  readonly isDeleted?: boolean;
  readonly userErrors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

export interface Mutated {
  readonly outcome: FtpAccountAnswer | null;
  readonly answer: TestAnswer<{ outcome: FtpAccountAnswer | null }>;
}

/** Calls a mutation `name(input: NameInput!)` on an FTP account. */
export const mutateBy =
  (subgraph: () => TestSubgraph) =>
  async (
    caller: Principal | undefined,
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection = 'ftpAccount { id username }',
  ): Promise<Mutated> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const answer = await subgraph().ask<{ outcome: FtpAccountAnswer | null }>(
      caller,
      `mutation ($input: ${type}!) { outcome: ${name}(input: $input) {
         ${selection} userErrors { code message path } } }`,
      { input },
    );
    return { outcome: answer.data?.outcome ?? null, answer };
  };
