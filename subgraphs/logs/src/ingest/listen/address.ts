import { type Server, isIPv6 } from 'node:net';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { listenFailure } from '@hostgraph/service';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** @returns where it listens in fact. @throws StartupError */
export async function listen(server: Server, address: Address): Promise<Address> {
  server.listen(address.port, address.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, address);
  }
  return { host: address.host, port: (server.address() as AddressInfo).port };
}

/** A peer's address; one that came by IPv4 is written so even where the port takes both. */
export function peerOf(remoteAddress: string | undefined): string {
  const address = remoteAddress ?? 'unknown';
  return isIPv6(address) ? address.replace(/^::ffff:(?=\d+\.)/, '') : address;
}
