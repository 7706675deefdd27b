import type { Principal } from '@hostgraph/principal';
import { type Mutated, mutateBy, type TestSubgraph } from '@hostgraph/subgraph-testing';

export interface FtpAccountFields {
  readonly ftpAccount: { readonly id: string; readonly username: string } | null;
  readonly password?: string | null;
  readonly isDeleted?: boolean;
}

/** Calls a mutation, of an FTP account where nothing else is selected. */
export const mutateFtpBy =
  (subgraph: () => TestSubgraph) =>
  <Fields = FtpAccountFields>(
    caller: Principal | undefined,
    name: string,
    input: Readonly<Record<string, unknown>>,
    selection = 'ftpAccount { id username }',
  ): Promise<Mutated<Fields>> =>
    mutateBy(subgraph)<Fields>(caller, name, input, selection);
