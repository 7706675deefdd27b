import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const people = [
  { subject: 'usr_ada', login: 'ada', name: 'Ada <script>alert(1)</script>', email: 'ada@example.test' },
  { subject: 'usr_bo', login: 'bo/ü?', name: 'Bo & Söhne', email: 'bo@example.test' },
];
export const redirectUri = 'http://127.0.0.1:4000/signed-in';
export const clients = [{ id: 'test', redirectUris: [redirectUri] }];

const running: ChildProcess[] = [];
const scratch: string[] = [];

/** A directory with the people's file, and the environment that lets the provider use it. */
export function testEnvironment(): Record<string, string> & { JWKS_FILE: string } {
  const directory = mkdtempSync(join(tmpdir(), 'identity-provider-test-'));
  scratch.push(directory);
  writeFileSync(join(directory, 'accounts.json'), JSON.stringify(people));
  return {
    PORT: '0',
    ACCOUNTS_FILE: join(directory, 'accounts.json'),
    JWKS_FILE: join(directory, 'keys', 'jwks.json'),
    CLIENTS: JSON.stringify(clients),
  };
}

/** Runs a program of this package as a process of its own: ES modules load as they will in production. */
function run(program: string, args: string[], environment: Record<string, string>) {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', program, ...args],
    {
      env: { ...environment, PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running.push(child);
  return child;
}

/** Starts the provider and waits for its line. */
export async function startProvider(environment: Record<string, string>) {
  const child = run(join(__dirname, '../src/main.ts'), [], environment);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, line: line.toString(), issuer: /http:\S+/.exec(line.toString())?.[0] ?? '' };
}

/** Runs the provider until it ends, as with a bad configuration. */
export async function runProvider(environment: Record<string, string>) {
  const child = run(join(__dirname, '../src/main.ts'), [], environment);
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<[number]>]);
  // oidc-provider supports the LTS releases of Node.js only and says so on its own.
  return { code, stderr: stderr.replace(/^oidc-provider WARNING: Unsupported runtime.*\n/m, '') };
}

/** Calls signIn in a process of its own; resolves to its result or `{ error }`. */
export async function signIn(options: {
  issuer: string;
  clientId?: string;
  redirectUri?: string;
  login?: string;
  resource?: string;
}): Promise<{ accessToken: string; expiresAt: string; error?: string }> {
  const defaults = { clientId: 'test', redirectUri, login: 'ada', resource: 'urn:hostgraph:api' };
  const child = run(join(__dirname, 'sign-in-program.ts'), [JSON.stringify({ ...defaults, ...options })], {});
  return JSON.parse(await text(child.stdout)) as { accessToken: string; expiresAt: string; error?: string };
}

export async function cleanUp(): Promise<void> {
  for (const child of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  }
  for (const directory of scratch.splice(0)) rmSync(directory, { recursive: true });
}
