import { UsageError } from './config';
import { UnreadableFileError } from './line-reader';

/** PostgreSQL (appendix A of its manual) and Node error codes that a wrong set-up causes. */
const REASONS = new Map([
  ['42P01', 'The table logs.mail_event is missing: run the migrations first.'],
  ['3F000', 'The schema logs is missing: run the migrations first.'],
  ['42501', 'The database role may not write logs.mail_event.'],
  ['28P01', 'The database refused the password of the connection string.'],
  ['28000', 'The database refused the role of the connection string.'],
  ['3D000', 'The database named in the connection string does not exist.'],
  ['ECONNREFUSED', 'No database answers at the address of the connection string.'],
  ['ENOTFOUND', 'The database host of the connection string is not known.'],
  ['EAI_AGAIN', 'The database host of the connection string cannot be looked up now.'],
  ['ETIMEDOUT', 'The database does not answer.'],
]);

/** One line for the person at the terminal. Never the text of an unknown error, which may quote mail or a password. */
export function explainFailure(error: unknown): string {
  if (error instanceof UsageError || error instanceof UnreadableFileError) return error.message;
  const code =
    typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
  const reason = code === undefined ? undefined : REASONS.get(code);
  return (
    reason ??
    `The logs could not be stored (${code ?? (error instanceof Error ? error.name : 'unknown error')}).`
  );
}
