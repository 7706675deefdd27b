import { execFile, type ExecFileException } from 'node:child_process';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type RequestContext, Setting } from '@hostgraph/subgraph-kit';

/** What an engine is given: a script and a message on whose way it stands. */
export interface EngineRun {
  readonly script: string;
  /** RFC 5322. */
  readonly message: string;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
}

/** What it did not do, but would. */
export interface EngineTrace {
  /** The lines of the script, from 1, whose commands would have been executed. */
  readonly lines: ReadonlySet<number>;
  /** Whether the message would be stored in the inbox because nothing was done that replaces it (RFC 5228, 2.10.2). */
  readonly keeps: boolean;
}

export type EngineFailure = 'NOT_CONFIGURED' | 'REFUSED' | 'TOO_LONG' | 'BUSY';

const TIMEOUT_MS = 5_000;
const MAX_OUTPUT_BYTES = 4_000_000;
/** Each takes a process; more of them would only slow each other down. */
const MAX_RUNNING = 4;
/** As whom Pigeonhole runs where this process is root, which it refuses to be: Debian's `nobody`. */
const NOBODY = 65_534;

/** Where Pigeonhole's `sieve-test` is. Without it, rules cannot be tried, and all else works. */
export const SIEVE_ENGINE = new Setting<string | undefined>(undefined);

/** Of this process, whichever subgraph asks: it is the machine that they would slow down. */
let running = 0;
const waiting: (() => void)[] = [];

/**
 * Runs a script on a message in Pigeonhole itself, **without executing what it decides** (sieve-test(1): only `-e`
 * would). Script and message are files in a folder of their own, that goes away; no shell sees them, and no
 * environment, configuration or mailbox of the machine counts.
 */
export async function runSieve(
  { settings }: Pick<RequestContext, 'settings'>,
  asked: EngineRun,
): Promise<EngineTrace | EngineFailure> {
  const program = settings.get(SIEVE_ENGINE);
  if (program === undefined) return 'NOT_CONFIGURED';
  if (running >= MAX_RUNNING) return 'BUSY';
  return runInTurn(program, asked);
}

/**
 * Asks Pigeonhole whether it takes a script, as the mail server will be asked when it is published. Where all engines
 * are busy it waits: requests have taken turns before, so that not many do.
 *
 * @returns true also where there is no engine to ask
 */
export async function takesScript(
  { settings }: Pick<RequestContext, 'settings'>,
  script: string,
): Promise<boolean> {
  while (running >= MAX_RUNNING) await new Promise<void>((goOn) => waiting.push(goOn));
  const program = settings.get(SIEVE_ENGINE);
  if (program === undefined) return true;
  const trace = await runInTurn(program, { script, ...ANY_MESSAGE });
  return typeof trace === 'object' || trace === 'NOT_CONFIGURED';
}

/** Any will do to have a script compiled. */
const ANY_MESSAGE = {
  message: 'Subject: any\r\n\r\n',
  envelopeFrom: 'nobody@example.com',
  envelopeTo: 'nobody@example.com',
};

async function runInTurn(path: string, asked: EngineRun): Promise<EngineTrace | EngineFailure> {
  running += 1;
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-sieve-'));
  try {
    const file = (name: string) => join(folder, name);
    const user = process.getuid?.() === 0 ? NOBODY : (process.getuid?.() ?? NOBODY);
    await writeFile(file('dovecot.conf'), configuration(folder, user));
    await writeFile(file('script.sieve'), asked.script);
    await writeFile(file('message.eml'), asked.message);
    if (process.getuid?.() === 0) {
      for (const path of [folder, ...['dovecot.conf', 'script.sieve', 'message.eml'].map(file)]) {
        await chown(path, user, user);
      }
    }
    return await execute(path, folder, [
      ...['-c', file('dovecot.conf'), '-C', '-t', '-', '-T', 'level=commands'],
      ...['-f', asked.envelopeFrom, '-a', asked.envelopeTo, '-r', asked.envelopeTo],
      ...[file('script.sieve'), file('message.eml')],
    ]);
  } finally {
    running -= 1;
    waiting.shift()?.();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What rules have too much for the mail server is refused when they are written, and a trial’s scripts ask more. */
const configuration = (folder: string, user: number): string => `
base_dir = ${folder}
state_dir = ${folder}
log_path = /dev/null
info_log_path = /dev/null
ssl = no
mail_home = ${folder}
mail_location = maildir:${folder}/mail
mail_uid = ${user}
mail_gid = ${user}
first_valid_uid = 1
first_valid_gid = 1
plugin {
  sieve_max_actions = 0
  sieve_max_redirects = 1000
  sieve_max_script_size = 0
}
`;

async function execute(
  path: string,
  folder: string,
  args: readonly string[],
): Promise<EngineTrace | EngineFailure> {
  try {
    const { stdout } = await run(path, args, {
      cwd: folder,
      env: { HOME: folder, USER: 'trial', TZ: 'UTC' },
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: MAX_OUTPUT_BYTES,
    });
    return traceOf(stdout);
  } catch (error) {
    const { killed, code } = error as ExecFileException;
    if (killed) return 'TOO_LONG';
    if (code === 'ENOENT' || code === 'EACCES') return 'NOT_CONFIGURED';
    if (typeof code === 'number') return 'REFUSED';
    throw error;
  }
}

const run = promisify(execFile);

/** A command in the trace: the line of the script, and what stands there. */
const COMMAND =
  /^[ \t]*(?:[0-9a-f]{8}:[ \t]+)?(\d+): (?:addflag|keep|fileinto|redirect|discard|stop) (?:command|action)/gm;
const IMPLICIT_KEEP = /^Implicit keep:\n\n \* store message in folder: INBOX$/m;

const traceOf = (output: string): EngineTrace => ({
  lines: new Set([...output.matchAll(COMMAND)].map(([, line]) => Number(line))),
  keeps: IMPLICIT_KEEP.test(output),
});
