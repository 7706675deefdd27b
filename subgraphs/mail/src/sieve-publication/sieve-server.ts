import { connectManageSieve, type ManageSieveClient } from '@hostgraph/managesieve';
import { Setting } from '@hostgraph/subgraph-kit';
import type { MailServer } from '../mail-server/mail-server';

/** How ManageSieve (RFC 5804) is reached, as Dovecot’s master user; undefined where this system is connected to none. */
export const SIEVE_SERVER = new Setting<MailServer | undefined>(undefined);

/** Signs in for a mailbox. The caller logs out. @throws ManageSieveFailure, ManageSieveRefusal */
export function openSieve(server: MailServer, address: string): Promise<ManageSieveClient> {
  const { host, port, ca, masterUser: user, masterPassword: password } = server;
  return connectManageSieve({ host, port, user, password, actAs: address, ...(ca !== undefined && { ca }) });
}
