import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Ports, portsFrom } from '@hostgraph/local';

/** Ports that nobody uses at the moment, following the gateway's as they do for `PORT`. */
export async function freePorts(): Promise<Ports> {
  for (;;) {
    // Below those that systems give to outgoing connections (Linux: 32768 and up).
    const ports = portsFrom(20_000 + Math.floor(Math.random() * 12_000));
    if (await areFree(Object.values(ports))) return ports;
  }
}

export async function areFree(ports: readonly number[]): Promise<boolean> {
  return (await Promise.all(ports.map(isFree))).every(Boolean);
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  await once(server.close(), 'close');
  return true;
}
