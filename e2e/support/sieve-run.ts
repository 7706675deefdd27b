import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { requireProgram } from './debian';

const run = promisify(execFile);

/** For `describeWith`: what a run needs. `sieve-test` gives up its rights as root for those of the mail user. */
export const SIEVE_PROGRAMS = ['root', 'sieve-test'];

const CONFIG = (folder: string): string => `
protocols =
mail_location = maildir:${folder}/mail
mail_uid = 5000
mail_gid = 5000
first_valid_uid = 5000
first_valid_gid = 5000
postmaster_address = postmaster@example.test
log_path = /dev/stderr
`;

/** A message that arrives, and by which envelope. */
export interface Arrival {
  /** Not the null sender: `sieve-test` takes none. */
  readonly from: string;
  readonly to: string;
  /** The whole message (RFC 5322). */
  readonly message: string;
}

/** Pigeonhole, the Sieve interpreter of Dovecot, without a server around it. */
export interface SieveRunner {
  /** Runs a script over a message as it arrives. @returns the message that the script sent, or none */
  run(script: string, arrival: Arrival): Promise<string[]>;
  stop(): Promise<void>;
}

export async function startSieveRunner(): Promise<SieveRunner> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-sieve-'));
  // What the mail user reads and writes.
  await chmod(folder, 0o777);
  const config = join(folder, 'dovecot.conf');
  await writeFile(config, CONFIG(folder));
  return {
    async run(script, { from, to, message }) {
      const scriptFile = join(folder, 'script.sieve');
      const messageFile = join(folder, 'message.eml');
      await writeFile(scriptFile, script);
      await writeFile(messageFile, message.replace(/\r?\n/g, '\r\n'));
      const envelope = ['-f', from, '-a', to, '-r', to];
      const args = ['-e', '-C', '-c', config, ...envelope, scriptFile, messageFile];
      const { stdout } = await run(requireProgram('sieve-test'), args, { maxBuffer: 10_000_000 });
      return sentMessages(stdout);
    },
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Behind all messages that it would send, `sieve-test -e` names their recipients. */
function sentMessages(output: string): string[] {
  const end = output.lastIndexOf('\nRECIPIENT: ');
  return end < 0 ? [] : [output.slice(0, end)];
}
