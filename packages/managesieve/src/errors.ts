import { type ScriptMessage, scriptMessages } from './script-message';

export type ManageSieveFailureCode =
  /** No connection, or it was lost; also when the server sent the client away (BYE). */
  | 'UNREACHABLE'
  | 'TIMED_OUT'
  /** No TLS that can be trusted: the certificate, mostly. Nothing secret was sent. */
  | 'UNTRUSTED'
  /** The server does not offer STARTTLS or PLAIN. */
  | 'UNSUPPORTED'
  /** What came is not RFC 5804, or more than was ever needed. */
  | 'INVALID_ANSWER';

/**
 * There was no answer, so what was asked for may or may not have been done. Try again later: every command may be
 * repeated.
 */
export class ManageSieveFailure extends Error {
  override readonly name = 'ManageSieveFailure';

  constructor(
    readonly code: ManageSieveFailureCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The server answered NO, and has changed nothing (RFC 5804 section 1.2). */
export class ManageSieveRefusal extends Error {
  override readonly name = 'ManageSieveRefusal';

  constructor(
    readonly command: string,
    /** In upper case, such as `NONEXISTENT` or `QUOTA/MAXSIZE` (section 1.3); null where there was none. */
    readonly responseCode: string | null,
    /** What the server said, for people. Empty for AUTHENTICATE: it might repeat what must stay secret. */
    readonly responseText: string,
  ) {
    super(
      `${command}: ${[responseCode && `(${responseCode})`, responseText].filter(Boolean).join(' ') || 'refused'}`,
    );
  }

  /** Whether the same may succeed later (section 1.3, TRYLATER). */
  get isTemporary(): boolean {
    return this.has('TRYLATER');
  }

  /** Codes are hierarchical: a `QUOTA/MAXSIZE` is a `QUOTA` (section 1.3). */
  has(code: string): boolean {
    return this.responseCode === code || (this.responseCode?.startsWith(`${code}/`) ?? false);
  }

  /** What is wrong with a script, by line. */
  get scriptMessages(): readonly ScriptMessage[] {
    return scriptMessages(this.responseText);
  }
}
