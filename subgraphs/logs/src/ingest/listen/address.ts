import { once } from 'node:events';
import { type AddressInfo, isIPv6, type Server } from 'node:net';
import { listenFailure } from '@hostgraph/service';

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** @returns the port, which the system chooses where it is 0. @throws StartupError */
export async function listen(server: Server, address: Address): Promise<number> {
  server.listen(address.port, address.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw listenFailure(error, address);
  }
  return (server.address() as AddressInfo).port;
}

/** A peer's address; one that came by IPv4 is written so even where the port takes both. */
export function peerOf(remoteAddress: string | undefined): string {
  const address = remoteAddress ?? 'unknown';
  return isIPv6(address) ? address.replace(/^::ffff:(?=\d+\.)/, '') : address;
}
