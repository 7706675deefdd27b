import { ManageSieveFailure, ManageSieveRefusal } from './errors';
import type { Response } from './response';

/** @throws ManageSieveRefusal after NO, ManageSieveFailure after BYE (RFC 5804 section 1.2) */
export function requireOk(command: string, { status, code, responseText }: Omit<Response, 'rows'>): void {
  if (status === 'NO') throw new ManageSieveRefusal(command, code, responseText);
  if (status === 'BYE')
    throw new ManageSieveFailure(
      'UNREACHABLE',
      [`${command}: the server ends the connection`, responseText].filter(Boolean).join(': '),
    );
}
