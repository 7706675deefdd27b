import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { RunningServer } from './running-server';

/** A way to a server of this machine that can be closed, as if the server had gone. */
export interface PortForward extends RunningServer {
  open(): Promise<void>;
  /** Ends the connections, too; whoever comes then is refused. */
  close(): Promise<void>;
}

export async function startPortForward(port: number, to: number): Promise<PortForward> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  const open = async (): Promise<void> => {
    server = createServer((client) => {
      const upstream = connect(to, '127.0.0.1');
      for (const [socket, other] of [
        [client, upstream],
        [upstream, client],
      ] as const) {
        sockets.add(socket);
        socket.on('error', () => undefined);
        socket.once('close', () => {
          sockets.delete(socket);
          other.destroy();
        });
        socket.pipe(other);
      }
    });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const close = async (): Promise<void> => {
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server = undefined;
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  await open();
  return { open, close, stop: close };
}
