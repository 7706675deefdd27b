import { join } from 'node:path';

/** What Postfix and Dovecot wrote, in the order in which it is to be read. */
export const DEMO_LOG_FILES: readonly string[] = ['postfix.log', 'dovecot.log'].map((name) =>
  join(__dirname, '../logs', name),
);

/** The zone of the files' clocks. */
export const DEMO_LOG_TIME_ZONE = 'Europe/Zurich';
