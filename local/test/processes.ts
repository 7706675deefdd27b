import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** All living processes; the dead whom nobody has reaped yet are left out. */
const processes = (): ProcessInfo[] => (process.platform === 'linux' ? fromProc() : fromPs());

function fromPs(): ProcessInfo[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' });
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, state, command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    const isDead = state === undefined || state.startsWith('Z');
    return isDead ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
  });
}

/** Small Linux images have no `ps`. */
function fromProc(): ProcessInfo[] {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // proc_pid_stat(5): the second field may hold spaces and parentheses, so count from its end.
      const [state = 'X', parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return 'ZX'.includes(state) ? [] : [{ pid: Number(name), parent: Number(parent), command }];
    } catch {
      return []; // it ended meanwhile
    }
  });
}

/** The living children of a process, and theirs. */
export function descendants(pid: number): ProcessInfo[] {
  const all = processes();
  const below = (parent: number): ProcessInfo[] =>
    all.filter((child) => child.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Those of some processes that live. */
export function alive(some: readonly ProcessInfo[]): ProcessInfo[] {
  const living = new Set(processes().map(({ pid }) => pid));
  return some.filter(({ pid }) => living.has(pid));
}

const PATIENCE_MS = 300_000;

/** @param what is waited for, to be told when it does not come, however slow the machine */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await sleep(50);
  }
}
