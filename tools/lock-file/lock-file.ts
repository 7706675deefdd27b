/** What of package-lock.json (version 3) is looked at. */
export interface LockFile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  /** A folder of this repository. */
  readonly link?: boolean;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly license?: string;
  readonly hasInstallScript?: boolean;
}

/** What of a package.json is looked at. */
export interface Manifest {
  readonly dependencies?: Versions;
  readonly devDependencies?: Versions;
  readonly optionalDependencies?: Versions;
  readonly overrides?: Versions;
  /** Read by npm: which packages may run programs when they are installed. */
  readonly allowScripts?: Readonly<Record<string, boolean>>;
}

type Versions = Readonly<Record<string, string>>;

/**
 * As packages state them, whole expressions included: another expression is for somebody to read, and then to add.
 * All let their code be used, changed and passed on with no more than its notice.
 */
const LICENCES: ReadonlySet<string | undefined> = new Set([
  '0BSD',
  'Apache-2.0',
  'Apache-2.0 AND MIT',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
  '(MIT AND BSD-3-Clause)',
  '(MIT OR CC0-1.0)',
  '(MIT OR EUPL-1.1+)',
  // A table of browsers, and argparse in JavaScript.
  'CC-BY-4.0',
  'Python-2.0',
]);

const SHA512 = /^sha512-[A-Za-z0-9+/]{86}==$/;
const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/** Folders of this repository that have a package.json; '' is the repository itself. */
export const foldersOf = ({ packages }: LockFile): string[] =>
  Object.keys(packages).filter((path) => !path.includes('node_modules/'));

/**
 * What of the lock file and the package.json files breaks the rules of docs/adr/0034, one line each.
 *
 * @param manifests by folder
 */
export function faultsOf(lock: LockFile, manifests: ReadonlyMap<string, Manifest>): string[] {
  const packages = Object.entries(lock.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, locked]) => ({ ...locked, path, name: path.replace(/^.*node_modules\//, '') }));
  return [
    ...packages.flatMap(faultsOfPackage),
    ...faultsOfScripts(
      new Set(packages.filter(({ hasInstallScript }) => hasInstallScript === true).map(({ name }) => name)),
      new Set(Object.keys(manifests.get('')?.allowScripts ?? {})),
    ),
    ...[...manifests].flatMap(([folder, manifest]) =>
      faultsOfVersions(folder === '' ? '' : `${folder}/`, manifest),
    ),
  ];
}

function faultsOfPackage({ path, integrity, resolved, license }: LockedPackage & { path: string }): string[] {
  return [
    ...(integrity !== undefined && SHA512.test(integrity) ? [] : [`${path}: no SHA-512 of its content`]),
    // npm looks at the age of what it resolves itself, and not of what it is told the address of.
    ...(resolved === undefined ? [] : [`${path}: comes from an address, ${resolved}`]),
    ...(LICENCES.has(license) ? [] : [`${path}: licence ${license ?? 'unknown'} is not on the list`]),
  ];
}

function faultsOfScripts(present: ReadonlySet<string>, judged: ReadonlySet<string>): string[] {
  return [
    ...[...present]
      .filter((name) => !judged.has(name))
      .map((name) => `${name}: its script is not judged in allowScripts`),
    ...[...judged]
      .filter((name) => !present.has(name))
      .map((name) => `${name}: has no script; allowScripts judges it`),
  ];
}

function faultsOfVersions(folder: string, manifest: Manifest): string[] {
  const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
  return [dependencies, devDependencies, optionalDependencies, overrides]
    .flatMap((versions) => Object.entries(versions ?? {}))
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${folder}package.json: ${name} ${version} is no exact version`);
}
