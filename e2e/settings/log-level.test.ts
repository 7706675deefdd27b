import { spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@hostgraph/embedded-postgres';

const ROOT = join(__dirname, '../..');
const SUBGRAPHS = readdirSync(join(ROOT, 'subgraphs')).map((name) => `subgraphs/${name}`);
/** All that docs/operations.md names. */
const LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'];
/** All subgraphs start by the kit, so one is tried with all levels; what the others do themselves, with these. */
const EXTREMES = ['silent', 'fatal', 'debug'];
const TELLING = new Set(['info', 'debug']);

let folder: string;
let postgres: EmbeddedPostgres;
const programs: Record<string, Record<string, string>> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-settings-'));
  postgres = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), settings: { fsync: 'off' } });
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const accounts = join(folder, 'people.json');
  const somebody = { subject: 's', login: 'l', name: 'N', email: 'n@example.test' };
  await writeFile(accounts, JSON.stringify([somebody]));
  programs['gateway'] = {
    OIDC_ISSUER: 'http://127.0.0.1:1',
    INTERNAL_SIGNING_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
  };
  for (const name of SUBGRAPHS) {
    programs[name] = {
      DATABASE_URL: postgres.url,
      INTERNAL_JWKS: JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }),
      // Of accounts.
      API_KEY_PEPPER: randomBytes(32).toString('hex'),
      // Of mail and hosting.
      NOTICE_OUTBOX: join(folder, 'outbox'),
    };
  }
  programs['packages/identity-provider'] = { ACCOUNTS_FILE: accounts, JWKS_FILE: join(folder, 'jwks.json') };
});
afterAll(async () => {
  await postgres.stop();
  await rm(folder, { recursive: true });
});

/** Starts a program, waits until it is ready, stops it, and returns what it wrote. */
async function run(program: string, level: string): Promise<{ code: number | null; log: string }> {
  const child = spawn(
    process.execPath,
    ['--conditions=source', '-r', '@swc-node/register', `${program}/src/main.ts`],
    {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: '0',
        NODE_ENV: 'production',
        ...programs[program],
        LOG_LEVEL: level,
        // Libraries listen to this one.
        DEBUG: 'true',
      },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    },
  );
  let log = '';
  child.stdout!.on('data', (chunk: Buffer) => (log += chunk.toString()));
  const ended = once(child, 'exit') as Promise<[number | null]>;
  await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`ended with ${code}`);
    }),
  ]);
  child.kill('SIGTERM');
  const [code] = await ended;
  return { code, log };
}

it.each([
  ['gateway', LEVELS],
  ...SUBGRAPHS.map((name, index) => [name, index === 0 ? LEVELS : EXTREMES] as const),
] as const)('%s starts with each level that is documented, and logs by it', async (program, levels) => {
  for (const level of levels) {
    const { code, log } = await run(program, level);
    expect([level, code, log.includes('"msg":"ready"')]).toEqual([level, 0, TELLING.has(level)]);
  }
});

it('the identity provider starts whatever level the others have', async () => {
  for (const level of EXTREMES)
    expect(await run('packages/identity-provider', level)).toMatchObject({ code: 0 });
});
