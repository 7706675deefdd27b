import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortsFor } from './free-ports';
import { type RunningServer, startServer } from './running-server';

export interface Redis {
  readonly url: string;
  /** Ends it; what was in it is gone. */
  end(): Promise<void>;
  /** Starts it again, empty, on the same port. */
  restart(): Promise<void>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** A Redis of its own, which writes nothing to disk. */
export async function startRedis(): Promise<Redis> {
  const folder = await mkdtemp(join(tmpdir(), 'hostgraph-redis-'));
  const { redis: port } = await freePortsFor(['redis']);
  const start = (): Promise<RunningServer> =>
    startServer({
      program: 'redis-server',
      args: [
        '--port',
        String(port),
        '--bind',
        '127.0.0.1',
        '--dir',
        folder,
        '--save',
        '',
        '--appendonly',
        'no',
      ],
      ports: [port],
    });
  let server: RunningServer | undefined = await start();
  const end = async () => {
    await server?.stop();
    server = undefined;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    end,
    async restart() {
      server = await start();
    },
    async stop() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
