import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface PublishedPackage {
  readonly name: string;
  readonly publishedAt: Date;
  readonly scripts?: Readonly<Record<string, string>>;
}

export interface Registry {
  readonly url: string;
  /** As the lock file has it. */
  integrityOf(name: string): string;
  stop(): Promise<void>;
}

const VERSION = '1.0.0';

/** A registry of npm packages on this machine, with one version of each. */
export async function startRegistry(published: readonly PublishedPackage[]): Promise<Registry> {
  const archives = new Map(published.map((each) => [each.name, pack(each)]));
  const archiveOf = (name: string): Buffer => archives.get(name) ?? Buffer.alloc(0);
  const integrityOf = (name: string) =>
    `sha512-${createHash('sha512').update(archiveOf(name)).digest('base64')}`;
  const server = createServer((req, res) => {
    const [, name = '', file] = (req.url ?? '').split('/');
    const found = published.find((each) => each.name === name);
    if (!found) res.writeHead(404).end('{}');
    else if (file !== undefined) res.end(archiveOf(name));
    else res.setHeader('content-type', 'application/json').end(JSON.stringify(describe(found)));
  });
  const describe = ({ name, publishedAt, scripts }: PublishedPackage) => ({
    name,
    'dist-tags': { latest: VERSION },
    time: { created: publishedAt, modified: publishedAt, [VERSION]: publishedAt },
    versions: {
      [VERSION]: {
        name,
        version: VERSION,
        scripts,
        hasInstallScript: scripts !== undefined,
        dist: { tarball: `${url}/${name}/${name}.tgz`, integrity: integrityOf(name) },
      },
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    integrityOf,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function pack({ name, scripts }: PublishedPackage): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'hostgraph-package-'));
  try {
    mkdirSync(join(folder, 'package'));
    writeFileSync(join(folder, 'package/package.json'), JSON.stringify({ name, version: VERSION, scripts }));
    execFileSync('tar', ['-czf', 'package.tgz', 'package'], { cwd: folder });
    return readFileSync(join(folder, 'package.tgz'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
