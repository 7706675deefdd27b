import { execFile, execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Registry, startRegistry } from './registry';

// One test installs three times, each in a second where nothing else runs.

const NPMRC = join(__dirname, '../../.npmrc');
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);

let folder: string;
let registry: Registry;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostgraph-npm-'));
  registry = await startRegistry([
    { name: 'of-last-week', publishedAt: daysAgo(8) },
    { name: 'of-this-week', publishedAt: daysAgo(6) },
    { name: 'with-script', publishedAt: daysAgo(8), scripts: { install: 'touch ../../script-ran' } },
  ]);
});
afterAll(async () => {
  await registry.stop();
  rmSync(folder, { recursive: true });
});

/** A project with this repository's settings of npm and one dependency, also in its lock file. */
function projectWith(
  dependency: string,
  { integrity = registry.integrityOf(dependency), manifest = {} }: { integrity?: string; manifest?: object },
): string {
  const project = mkdtempSync(join(folder, 'project-'));
  const root = { name: 'project', version: '1.0.0', dependencies: { [dependency]: '1.0.0' } };
  const hasInstallScript = dependency === 'with-script';
  const packages = {
    '': root,
    [`node_modules/${dependency}`]: {
      version: '1.0.0',
      integrity,
      ...(hasInstallScript && { hasInstallScript }),
    },
  };
  copyFileSync(NPMRC, join(project, '.npmrc'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ ...root, ...manifest }));
  writeFileSync(
    join(project, 'package-lock.json'),
    JSON.stringify({ name: 'project', version: '1.0.0', lockfileVersion: 3, packages }),
  );
  return project;
}

/** Runs npm as somebody would whose own settings are none. */
const npm = (project: string, ...args: string[]) =>
  new Promise<{ failed: boolean; output: string }>((resolve) => {
    const env = {
      PATH: process.env['PATH'],
      HOME: folder,
      npm_config_registry: registry.url,
      npm_config_cache: join(project, 'cache'),
      npm_config_userconfig: join(folder, 'none'),
      npm_config_fetch_retries: '0',
    };
    execFile('npm', [...args, '--no-audit', '--no-fund'], { cwd: project, env }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, output: stdout + stderr });
    });
  });

/** Elsewhere than in CI somebody may have an npm to whom these settings say nothing. */
const [major = 0, minor = 0] = execFileSync('npm', ['--version']).toString().split('.').map(Number);
const knowsSettings = major > 11 || (major === 11 && minor >= 19);
if (!knowsSettings) process.stderr.write('NOT RUN: “what npm installs here” needs npm 11.19 or newer\n');
const describeHere = knowsSettings || process.env['CI'] === 'true' ? describe : describe.skip;

describeHere('what npm installs here', () => {
  it.each(['ci', 'install'])('npm %s takes what has been public for more than a week', async (command) => {
    const project = projectWith('of-last-week', {});
    expect(await npm(project, command)).toMatchObject({ failed: false });
    expect(existsSync(join(project, 'node_modules/of-last-week/package.json'))).toBe(true);
  });

  it('npm ci refuses what has been public for less, although the lock file names it', async () => {
    const project = projectWith('of-this-week', {});
    const { failed, output } = await npm(project, 'ci');
    expect(output).toContain('of-this-week@1.0.0 with a date before');
    expect(failed).toBe(true);
    expect(existsSync(join(project, 'node_modules/of-this-week'))).toBe(false);
  });

  it('npm install refuses it as well', async () => {
    const project = projectWith('of-last-week', {});
    const { failed, output } = await npm(project, 'install', 'of-this-week@1.0.0');
    expect(output).toContain('with a date before');
    expect(failed).toBe(true);
  });

  it('npm ci refuses another content than the lock file says', async () => {
    const project = projectWith('of-last-week', { integrity: registry.integrityOf('of-this-week') });
    const { failed, output } = await npm(project, 'ci');
    expect(output).toContain('EINTEGRITY');
    expect(failed).toBe(true);
  });

  it('npm ci refuses a script that nobody has judged, and runs it only when allowed', async () => {
    const unjudged = projectWith('with-script', {});
    expect(await npm(unjudged, 'ci')).toMatchObject({ failed: true });
    expect(existsSync(join(unjudged, 'script-ran'))).toBe(false);
    for (const allowed of [false, true]) {
      const judged = projectWith('with-script', { manifest: { allowScripts: { 'with-script': allowed } } });
      expect(await npm(judged, 'ci')).toMatchObject({ failed: false });
      expect(existsSync(join(judged, 'script-ran'))).toBe(allowed);
    }
  });
});
