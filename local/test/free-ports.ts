import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { type Ports, portsFrom } from '@hostgraph/local';

/** Ports that nobody uses at the moment. */
export async function freePorts(): Promise<Ports> {
  const names = Object.keys(portsFrom(1));
  const servers = names.map(() => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as unknown as Ports;
}
