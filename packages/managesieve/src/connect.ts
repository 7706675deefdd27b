import { type Capabilities, capabilitiesOf } from './capabilities';
import { sieveString } from './command';
import { Connection } from './connection';
import { ManageSieveFailure } from './errors';
import { ManageSieveClient } from './managesieve-client';
import { requireOk } from './outcome';
import type { Response } from './response';
import { type Credentials, plainResponse } from './sasl-plain';

export interface ManageSieveOptions extends Credentials {
  /** The name that its certificate is for, or an address. */
  readonly host: string;
  /** 4190 if omitted (RFC 5804 section 1.8). */
  readonly port?: number;
  /** PEM of who has signed the server's certificate, where that is nobody that Node.js knows. */
  readonly ca?: string;
  /** How long each answer may take; 10 seconds if omitted. */
  readonly timeoutMs?: number;
}

const DEFAULT_PORT = 4190;
const DEFAULT_TIMEOUT_MS = 10_000;

/**
 * Connects over TLS and signs in; without TLS nothing is sent. The caller logs out.
 *
 * @throws ManageSieveFailure where that cannot be done now, ManageSieveRefusal where the server does not let them in
 */
export async function connectManageSieve(options: ManageSieveOptions): Promise<ManageSieveClient> {
  const { host, port = DEFAULT_PORT, ca, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const initialResponse = plainResponse(options);
  const connection = new Connection({ host, port, timeoutMs });
  try {
    const greeting = greetingOf(await connection.read());
    if (!greeting.hasStartTls) throw unsupported('STARTTLS');
    requireOk('STARTTLS', await connection.exchange('STARTTLS'));
    connection.startTls(ca);
    // What was said before may have been anybody's (section 2.2).
    const offered = greetingOf(await connection.read());
    if (!offered.saslMechanisms.includes('PLAIN')) throw unsupported('SASL PLAIN');
    const { status, code } = await connection.exchange(
      `AUTHENTICATE ${sieveString('PLAIN')} ${sieveString(initialResponse)}`,
    );
    requireOk('AUTHENTICATE', { status, code, responseText: '' });
    // Some are for those who have signed in, as Pigeonhole's MAXREDIRECTS.
    const capabilities = await connection.exchange('CAPABILITY');
    return new ManageSieveClient(connection, greetingOf(capabilities));
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** What a server says of itself, asked or not. @throws ManageSieveFailure UNREACHABLE where it says that it is busy */
function greetingOf(response: Response): Capabilities {
  requireOk('greeting', response);
  return capabilitiesOf(response.rows);
}

const unsupported = (what: string): ManageSieveFailure =>
  new ManageSieveFailure('UNSUPPORTED', `the server does not offer ${what}`);
