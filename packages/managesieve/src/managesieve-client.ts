import type { Capabilities } from './capabilities';
import { literal, sieveString } from './command';
import type { Connection } from './connection';
import { ManageSieveFailure, ManageSieveRefusal } from './errors';
import { requireOk } from './outcome';
import type { Response, Row } from './response';
import { type ScriptMessage, scriptMessages } from './script-message';
import { textOf } from './token';

export interface Script {
  readonly name: string;
  /** Whether it is the one that runs; at most one is. */
  readonly isActive: boolean;
}

/**
 * Somebody signed in, and the scripts of one account (RFC 5804 section 2). Commands run in the order in which they
 * were called. Each throws ManageSieveRefusal where the server says NO and ManageSieveFailure where it says nothing.
 */
export class ManageSieveClient {
  readonly #connection: Connection;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    connection: Connection,
    readonly capabilities: Capabilities,
  ) {
    this.#connection = connection;
  }

  /** Whether the server would take a script, which it does not keep. @returns its warnings */
  checkScript(script: string): Promise<readonly ScriptMessage[]> {
    return this.#submit('CHECKSCRIPT', `CHECKSCRIPT ${literal(script)}`);
  }

  /** Stores a script, in place of one with that name; of one that is refused nothing is stored. @returns warnings */
  putScript(name: string, script: string): Promise<readonly ScriptMessage[]> {
    return this.#submit('PUTSCRIPT', `PUTSCRIPT ${sieveString(name)} ${literal(script)}`);
  }

  async listScripts(): Promise<readonly Script[]> {
    const { rows } = await this.#run('LISTSCRIPTS');
    return rows.map(([name, mark]) => ({
      name: textOf(name),
      isActive: mark?.kind === 'atom' && mark.text.toUpperCase() === 'ACTIVE',
    }));
  }

  /** The text of a script; NONEXISTENT where there is none. */
  async getScript(name: string): Promise<string> {
    const { rows } = await this.#run('GETSCRIPT', `GETSCRIPT ${sieveString(name)}`);
    return scriptOf(rows);
  }

  /** Makes a script the one that runs; with null, none does. */
  async setActive(name: string | null): Promise<void> {
    await this.#run('SETACTIVE', `SETACTIVE ${sieveString(name ?? '')}`);
  }

  /** Refused with ACTIVE for the one that runs. */
  async deleteScript(name: string): Promise<void> {
    await this.#run('DELETESCRIPT', `DELETESCRIPT ${sieveString(name)}`);
  }

  /** Whether a script of that size may be stored. */
  async haveSpace(name: string, bytes: number): Promise<boolean> {
    try {
      await this.#run('HAVESPACE', `HAVESPACE ${sieveString(name)} ${bytes}`);
      return true;
    } catch (error) {
      if (error instanceof ManageSieveRefusal && error.has('QUOTA')) return false;
      throw error;
    }
  }

  /** Keeps the connection open. */
  async noop(): Promise<void> {
    await this.#run('NOOP');
  }

  /** Takes leave and closes the connection, also one that does not work any more. */
  async logout(): Promise<void> {
    await this.#exchange('LOGOUT').catch(() => undefined);
    this.#connection.close();
  }

  async #submit(command: string, line: string): Promise<readonly ScriptMessage[]> {
    const { code, responseText } = await this.#run(command, line);
    return code === 'WARNINGS' ? scriptMessages(responseText) : [];
  }

  async #run(command: string, line = command): Promise<Response> {
    const response = await this.#exchange(line);
    requireOk(command, response);
    return response;
  }

  #exchange(line: string): Promise<Response> {
    const response = this.#last.then(() => this.#connection.exchange(line));
    this.#last = response.catch(() => undefined);
    return response;
  }
}

/** Scripts are UTF-8 (section 1.6); one that is not would come back changed. */
function scriptOf(rows: readonly Row[]): string {
  const [row, ...more] = rows;
  if (row?.length !== 1 || row[0].kind !== 'string' || more.length > 0)
    throw new ManageSieveFailure('INVALID_ANSWER', 'the server answered GETSCRIPT without a script');
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(row[0].bytes);
  } catch (cause) {
    throw new ManageSieveFailure('INVALID_ANSWER', 'the script is not UTF-8', { cause });
  }
}
