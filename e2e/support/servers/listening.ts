import { readdir, readFile, readlink } from 'node:fs/promises';

/** Where something listens by TCP. */
export interface Listening {
  /** As `127.0.0.1`, `0.0.0.0` for all; of IPv6 `::` for all, and any other as the kernel writes it. */
  readonly address: string;
  readonly port: number;
}

/** All TCP sockets that a process listens on, whatever its configuration says, as the kernel tells (proc(5)). */
export async function listeningOf(pid: number): Promise<Listening[]> {
  const sockets = await socketsOf(pid);
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')));
  return tables.flatMap((table) =>
    table
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && sockets.has(`socket:[${inode}]`))
      .map(([, local = '']) => read(local)),
  );
}

const LISTEN = '0A';

async function socketsOf(pid: number): Promise<ReadonlySet<string>> {
  const folder = `/proc/${pid}/fd`;
  const files = (await readdir(folder)).map((file) => readlink(`${folder}/${file}`).catch(() => ''));
  return new Set(await Promise.all(files));
}

/** `0100007F:0018` is 127.0.0.1, port 24: the bytes of each 32 bits the other way round. */
function read(local: string): Listening {
  const [address = '', port = ''] = local.split(':');
  const bytes = Buffer.from(address, 'hex');
  return {
    address:
      bytes.length === 4 ? bytes.reverse().join('.') : bytes.every((byte) => byte === 0) ? '::' : address,
    port: parseInt(port, 16),
  };
}
