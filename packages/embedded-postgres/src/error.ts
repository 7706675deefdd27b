export type EmbeddedPostgresErrorCode =
  | 'PORT_IN_USE'
  | 'DIRECTORY_NOT_WRITABLE'
  | 'ALREADY_RUNNING'
  | 'UNSUPPORTED_PLATFORM'
  | 'INIT_FAILED'
  | 'START_FAILED';

/** Why the server did not start. The message is one line that names the path or port and what to do. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message.replace(/\s*\n\s*/g, ' ').trim(), options);
  }
}

/** The name of a fault of the system (`EACCES`), or its text where it has none. */
export function faultName(fault: unknown): string {
  const { code, message } = fault as NodeJS.ErrnoException;
  return code ?? message;
}
