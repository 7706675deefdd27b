import { execFileSync } from 'node:child_process';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readComposeFile, REPOSITORY } from './compose-file';

const PROGRAM = join(REPOSITORY, 'deploy/make-env.mjs');

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostgraph-make-env-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const make = (way = 'compose'): unknown =>
  execFileSync(process.execPath, [PROGRAM, way], { cwd: folder, stdio: 'pipe' });
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const modeOf = (file: string): string => (statSync(join(folder, file)).mode & 0o777).toString(8);

it('makes all that docker-compose.yml reads, for nobody else to see', async () => {
  make();
  const { secrets = {} } = await readComposeFile();
  expect(readdirSync(join(folder, 'secrets')).sort()).toEqual(Object.keys(secrets).sort());
  expect(new Set(Object.keys(secrets).map((name) => read(`secrets/${name}`))).size).toBe(
    Object.keys(secrets).length,
  );
  expect([modeOf('.env'), modeOf('secrets')]).toEqual(['600', '700']);

  const settings = read('.env').match(/^\w+(?==)/gm) ?? [];
  const text = readFileSync(join(REPOSITORY, 'docker-compose.yml'), 'utf8');
  const required = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name);
  expect(settings).toEqual(expect.arrayContaining(required));
});

it('makes all that units and scripts read on Debian, where PostgreSQL has a superuser already', () => {
  make('debian');
  const secrets = readdirSync(join(folder, 'secrets'));
  expect(secrets).not.toContain('postgres_password');
  const debian = join(REPOSITORY, 'deploy/debian');
  const texts = readdirSync(debian, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(sh|service|conf)$/.test(name))
    .map((name) => readFileSync(join(debian, name), 'utf8'))
    .join('');
  const namesIn = (...patterns: RegExp[]) =>
    patterns.flatMap((pattern) => [...texts.matchAll(pattern)].map(([, name]) => name));
  const wanted = namesIn(/\$\(value (\w+)\)/g, /^ExecStart=.*\$\{(\w+)\}/gm);
  expect(wanted).toContain('DATABASE_SERVER');
  expect(read('.env').match(/^\w+(?==)/gm)).toEqual(expect.arrayContaining(wanted));
  // Of a template's instances the names are the roles'.
  const files = namesIn(/^LoadCredential=\w+:\/etc\/hostgraph\/secrets\/(\w+)$/gm, /\(secret (\w+)\)/g);
  expect(files).toContain('folders_master_password');
  expect(secrets).toEqual(expect.arrayContaining(files));
});

it('says what it knows where it is told nothing', () => {
  expect(() => make('')).toThrow('usage: node make-env.mjs compose|debian');
});

it('the public keys are those of the signing key', () => {
  make();
  const key = JSON.parse(read('secrets/internal_signing_key')) as JsonWebKey;
  const own = createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' });
  expect(JSON.parse(read('secrets/internal_jwks'))).toEqual({ keys: [own] });
});

it('run again it adds what is missing, and leaves all else as it is', () => {
  make();
  const password = read('secrets/mail_password');
  rmSync(join(folder, 'secrets/compliance_password'), { force: true });
  writeFileSync(join(folder, '.env'), 'OIDC_ISSUER=https://id.example.test\n# mine\nNOTICE_FROM=a@b.test');
  make();
  expect(read('.env')).toMatch(
    /^OIDC_ISSUER=https:\/\/id\.example\.test\n# mine\nNOTICE_FROM=a@b\.test\n[^]*\nMAIL_HOST_NAME=\n/,
  );
  expect(read('.env').match(/^(OIDC_ISSUER|NOTICE_FROM)=/gm)).toHaveLength(2);
  expect(read('secrets/mail_password')).toBe(password);
  expect(read('secrets/compliance_password')).toMatch(/^[\w-]{43}\n$/);
  const before = read('.env');
  make();
  expect(read('.env')).toBe(before);
});

it('secrets that an earlier version had in .env stay the same', () => {
  make();
  const key = read('secrets/internal_signing_key').trimEnd();
  const keys = read('secrets/internal_jwks');
  rmSync(join(folder, 'secrets'), { recursive: true });
  writeFileSync(
    join(folder, '.env'),
    `MAIL_PASSWORD=old\nAPI_KEY_PEPPER=pepper\nINTERNAL_SIGNING_KEY='${key}'\n`,
  );
  make();
  expect(read('secrets/mail_password')).toBe('old\n');
  expect(read('secrets/api_key_pepper')).toBe('pepper\n');
  expect(read('secrets/internal_signing_key')).toBe(`${key}\n`);
  expect(read('secrets/internal_jwks')).toBe(keys);
});
