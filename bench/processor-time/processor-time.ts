import { readdirSync, readFileSync } from 'node:fs';

/** Of Linux, in which /proc counts. */
const MS_PER_TICK = 10;

interface Process {
  readonly parent: string;
  readonly milliseconds: number;
}

/** Milliseconds of processor time that a process has used, with the children of it that have ended. */
export const processorTimeOf = (pid: number | undefined): number =>
  readProcess(String(pid))?.milliseconds ?? NaN;

/** The same of all processes that this one has started, and of those that they have. */
export function processorTimeBelow(): number {
  const processes = new Map<string, Process>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const process = readProcess(pid);
    if (process) processes.set(pid, process);
  }
  const isOurs = (pid: string): boolean => {
    const parent = processes.get(pid)?.parent;
    return parent === String(process.pid) || (parent !== undefined && isOurs(parent));
  };
  let sum = 0;
  for (const [pid, { milliseconds }] of processes) if (isOurs(pid)) sum += milliseconds;
  return sum;
}

/** proc(5): what follows the name in parentheses; the second is the parent, the twelfth to fifteenth are times. */
function readProcess(pid: string): Process | undefined {
  try {
    const [, parent = '', ...fields] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const ticks = fields.slice(9, 13).reduce((sum, field) => sum + Number(field), 0);
    return { parent, milliseconds: ticks * MS_PER_TICK };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}
