import type { Logger } from 'typeorm';

/** Keeps the SQL that a subgraph sends, so that a test can count it. */
export class StatementRecorder implements Logger {
  readonly statements: string[] = [];

  logQuery(sql: string): void {
    this.statements.push(sql);
  }

  clear(): void {
    this.statements.length = 0;
  }

  logQueryError(): void {
    // A failed statement was recorded when it was sent.
  }

  logQuerySlow(): void {
    // Time is no matter of tests.
  }

  logSchemaBuild(): void {
    // Migrations are not counted.
  }

  logMigration(): void {
    // Migrations are not counted.
  }

  log(): void {
    // Nothing to count.
  }
}
