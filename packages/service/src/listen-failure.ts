import { StartupError } from './startup-error';

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'the port is already in use',
  EACCES: 'this account may not use the port',
  EADDRNOTAVAIL: 'this machine has no such address',
};

/** What to tell the operator when a server could not open its port. */
export function listenFailure(error: unknown, { host, port }: { host: string; port: number }): StartupError {
  const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
  return new StartupError(`cannot listen on ${host}:${port}: ${REASONS[code] ?? code}`);
}
