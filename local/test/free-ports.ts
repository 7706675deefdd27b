import { once } from 'node:events';
import { createServer } from 'node:net';
import { type Ports, portsFrom } from '@hostgraph/local';

/** As many as jest has workers at most (jest.config.js). */
const WORKERS = 4;

/**
 * Ports that nobody uses at the moment, following the gateway's as they do for `PORT`.
 *
 * Below those that systems give to outgoing connections (Linux: 32768 and up).
 */
export async function freePorts(): Promise<Ports> {
  for (;;) {
    const ports = portsFrom(anyPort(20_000, 32_000));
    if (await areFree(Object.values(ports))) return ports;
  }
}

/** A port of those that this worker of jest has for itself: what it finds free, no other takes meanwhile. */
export function anyPort(first: number, end: number): number {
  const worker = (Number(process.env['JEST_WORKER_ID'] ?? 1) - 1) % WORKERS;
  const share = (end - first) / WORKERS;
  // The last tenth is for ports that follow the first.
  return Math.floor(first + share * worker + share * 0.9 * Math.random());
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
