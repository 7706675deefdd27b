import { connectManageSieve, type ManageSieveClient } from '@hostgraph/managesieve';

/** How the ManageSieve service (RFC 5804) of the mail server is reached. */
export interface SieveServer {
  readonly host: string;
  readonly port: number;
  /** PEM of who signed its certificate, where that is none of those that Node.js knows. */
  readonly ca: string | undefined;
  /** Somebody who may sign in for everybody: Dovecot’s master user. */
  readonly masterUser: string;
  readonly masterPassword: string;
}

let server: SieveServer | undefined;

/** Says which server there is; called once, before the service starts. */
export function useSieveServer(configured: SieveServer | undefined): void {
  server = configured;
}

/** @returns undefined where this system is connected to none */
export const sieveServer = (): SieveServer | undefined => server;

/** Signs in for a mailbox. The caller logs out. @throws ManageSieveFailure, ManageSieveRefusal */
export function openSieve(address: string): Promise<ManageSieveClient> {
  if (!server) throw new Error('There is no mail server');
  const { host, port, ca, masterUser: user, masterPassword: password } = server;
  return connectManageSieve({ host, port, user, password, actAs: address, ...(ca !== undefined && { ca }) });
}
