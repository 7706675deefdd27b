import { join } from 'node:path';

/** How programs are run: from `dist/`, or from their sources. */
export type Launch = 'built' | 'source';

/** One program of the system, to be run as a process of its own. */
export interface Program {
  /** As its own messages begin, such as `accounts`. */
  readonly name: string;
  /** Workspace folder, relative to the repository, such as `subgraphs/accounts`. */
  readonly folder: string;
  /** Entry without ending, relative to the workspace's sources, such as `main`. */
  readonly entry: string;
  readonly arguments?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export const REPOSITORY = join(__dirname, '../../..');

/** What `node` and its environment need to run a program, from any working directory. */
export function commandOf(program: Program, launch: Launch) {
  const { folder, entry, arguments: own = [], environment } = program;
  if (launch === 'built') {
    return { args: [join(REPOSITORY, folder, 'dist', `${entry}.js`), ...own], env: { ...environment } };
  }
  const compiler = join(REPOSITORY, 'node_modules/@swc-node/register');
  return {
    args: ['--conditions=source', '-r', compiler, join(REPOSITORY, folder, 'src', `${entry}.ts`), ...own],
    env: { ...environment, SWC_NODE_PROJECT: join(REPOSITORY, 'tsconfig.json') },
  };
}
