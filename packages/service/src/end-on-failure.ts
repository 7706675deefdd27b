import { describeFailure } from './describe-failure';

/**
 * Has whatever nobody catches end the process as other failures do, with exit code 1. Node itself would print all
 * properties of an error, and those of the database's have what it was asked for.
 *
 * @returns ends the process for an error
 */
export function endOnFailure(name: string): (error: unknown) => never {
  const end = (error: unknown): never => {
    console.error(describeFailure(name, error));
    process.exit(1);
  };
  process.on('uncaughtException', end);
  return end;
}
