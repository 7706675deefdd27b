import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultsOf, foldersOf, type LockFile, type Manifest } from './lock-file';

const REPOSITORY = join(__dirname, '../..');
const read = (path: string): unknown => JSON.parse(readFileSync(join(REPOSITORY, path), 'utf8'));

const lock = read('package-lock.json') as LockFile;
const manifests = new Map(
  foldersOf(lock).map((folder) => [folder, read(join(folder, 'package.json')) as Manifest]),
);

it('the lock file and all package.json files keep to the rules of docs/adr/0034', () => {
  expect(manifests.size).toBeGreaterThan(10);
  expect(Object.keys(lock.packages).length).toBeGreaterThan(1_000);
  expect(faultsOf(lock, manifests)).toEqual([]);
});

describe('a package', () => {
  const path = 'node_modules/pg';
  const withPackage = (changed: Partial<LockFile['packages'][string]>): LockFile => ({
    packages: { ...lock.packages, [path]: { ...lock.packages[path], ...changed } },
  });

  it.each<[string, Partial<LockFile['packages'][string]>, string]>([
    ['without integrity', { integrity: '' }, `${path}: no SHA-512 of its content`],
    [
      'with a weak hash',
      { integrity: 'sha1-Hv6HQ7u3ZbY3mSm5Xb9J4m5tZ4Q=' },
      `${path}: no SHA-512 of its content`,
    ],
    [
      'from a server of its own',
      { resolved: 'https://elsewhere.test/pg.tgz' },
      `${path}: comes from an address, https://elsewhere.test/pg.tgz`,
    ],
    [
      'from a repository',
      { resolved: 'git+ssh://git@elsewhere.test/pg.git#0' },
      `${path}: comes from an address, git+ssh://git@elsewhere.test/pg.git#0`,
    ],
    ['under another licence', { license: 'GPL-3.0' }, `${path}: licence GPL-3.0 is not on the list`],
    ['with a script', { hasInstallScript: true }, 'pg: its script is not judged in allowScripts'],
  ])('%s is told', (_, changed, fault) => {
    expect(faultsOf(withPackage(changed), manifests)).toEqual([fault]);
  });
});

it('a script that is gone is told, so that nobody else inherits the permission', () => {
  const root = manifests.get('')!;
  const allowScripts = { ...root.allowScripts, pg: true };
  expect(faultsOf(lock, new Map([...manifests, ['', { ...root, allowScripts }]]))).toEqual([
    'pg: has no script; allowScripts judges it',
  ]);
});

it.each(['^1.2.3', '~1.2.3', '1.2', '*', 'latest', '>=1.0.0', 'file:../x', 'github:a/b', ''])(
  'version %j is told',
  (version) => {
    const changed = new Map([...manifests, ['gateway', { dependencies: { pg: version } }]]);
    expect(faultsOf(lock, changed)).toEqual([`gateway/package.json: pg ${version} is no exact version`]);
  },
);
