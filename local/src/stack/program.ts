import { join } from 'node:path';

/** How programs are run: from `dist/`, from their sources, or from their sources and again at each change. */
export type Launch = 'built' | 'source' | 'watch';

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

/** The arguments of `node` that run a program. */
export function nodeArguments(program: Program, launch: Launch): string[] {
  const { folder, entry, arguments: own = [] } = program;
  if (launch === 'built') return [join(REPOSITORY, folder, 'dist', `${entry}.js`), ...own];
  return [
    ...(launch === 'watch' ? ['--watch', '--watch-preserve-output'] : []),
    '--conditions=source',
    '-r',
    '@swc-node/register',
    join(REPOSITORY, folder, 'src', `${entry}.ts`),
    ...own,
  ];
}
