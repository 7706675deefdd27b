import type { Logger } from 'typeorm';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** Keeps the statements that a service sends, so that they can be sent again without the service. */
export class StatementTap implements Logger {
  #statements: Statement[] | undefined;

  /** @returns the statements that the work has sent */
  async during(work: () => Promise<unknown>): Promise<readonly Statement[]> {
    const statements = (this.#statements = []);
    await work();
    this.#statements = undefined;
    return statements;
  }

  logQuery(sql: string, parameters: readonly unknown[] = []): void {
    this.#statements?.push({ sql, parameters });
  }

  logQueryError(): void {
    // A benchmark that fails ends by the error itself.
  }

  logQuerySlow(): void {
    // Times are taken elsewhere.
  }

  logSchemaBuild(): void {
    // Nothing to repeat.
  }

  logMigration(): void {
    // Nothing to repeat.
  }

  log(): void {
    // Nothing to repeat.
  }
}
