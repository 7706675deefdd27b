import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const isLinux = process.platform === 'linux';

/**
 * Tells a living process from a later one that got the same number: the time it started.
 * `undefined` when there is none, or when it is dead and merely not yet reaped.
 */
export function startOf(pid: number): string | undefined {
  return isLinux ? startOnLinux(pid) : startByPs(pid);
}

function startOnLinux(pid: number): string | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  if (stat === undefined) return undefined;
  // proc_pid_stat(5): the second field may hold spaces and parentheses, so count from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [state, startTicks] = [fields[0], fields[19]];
  if (state === undefined || 'ZX'.includes(state)) return undefined;
  // Ticks count from the boot, hence the boot's own id.
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  return `${boot}-${startTicks}`;
}

function startByPs(pid: number): string | undefined {
  const [state, ...start] = ps(pid, 'stat=,lstart=').split(/\s+/);
  return !state || state.startsWith('Z') ? undefined : start.join('-').replaceAll(':', '');
}

/**
 * The living server processes (postmaster and backends) whose data directory is `cluster`.
 * Where there is no /proc, the postmaster alone.
 */
export function serverProcesses(cluster: string): number[] {
  if (isLinux) {
    return readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0 && isServerOn(cluster, pid));
  }
  const postmaster = readPidFile(cluster)?.pid;
  const command = postmaster === undefined ? '' : ps(postmaster, 'command=');
  return postmaster !== undefined && command.includes(`postgres -D ${cluster} `) ? [postmaster] : [];
}

/** PostgreSQL keeps its data directory as its working directory. */
function isServerOn(cluster: string, pid: number): boolean {
  try {
    return (
      readlinkSync(`/proc/${pid}/cwd`) === cluster &&
      readFileSync(`/proc/${pid}/comm`, 'utf8') === 'postgres\n'
    );
  } catch {
    return false; // it ended meanwhile, or is another user's
  }
}

/** What PostgreSQL says about itself in postmaster.pid: line 1 is its process, line 8 its state (pidfile.h). */
export function readPidFile(cluster: string): { pid: number; isReady: boolean } | undefined {
  const lines = readOrUndefined(join(cluster, 'postmaster.pid'))?.split('\n');
  const pid = Number(lines?.[0]);
  return lines && Number.isSafeInteger(pid) && pid > 0
    ? { pid, isReady: lines[7]?.trim() === 'ready' }
    : undefined;
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function ps(pid: number, columns: string): string {
  try {
    return execFileSync('ps', ['-ww', '-o', columns, '-p', String(pid)], {
      env: { LC_ALL: 'C', PATH: '/bin:/usr/bin' },
      stdio: ['ignore', 'pipe', 'ignore'],
    })
      .toString()
      .trim();
  } catch {
    return ''; // there is no such process
  }
}
