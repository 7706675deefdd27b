import { join } from 'node:path';

/** What Postfix and Dovecot wrote, in the order in which it is to be read. */
export const DEMO_LOG_FILES: readonly string[] = ['postfix.log', 'dovecot.log'].map((name) =>
  join(__dirname, '../logs', name),
);

/** The zone of the files' clocks. */
export const DEMO_LOG_TIME_ZONE = 'Europe/Zurich';

/** When the files ended. Postfix's timestamps have no year: this gives it, whenever the files were copied. */
export const DEMO_LOG_END = new Date('2026-11-24T00:30:00Z');
