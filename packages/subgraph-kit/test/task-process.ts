/** A command on the notes' database, as a process of its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runDatabaseTask } from '../src';
import { notesSubgraph } from './notes-subgraph';

const TASKS: Readonly<Record<string, readonly [sql: string, parameters?: readonly string[]]>> = {
  'show its time': ['SHOW statement_timeout'],
  'be refused for a value': [`SELECT $1::date`, process.argv.slice(3)],
  'be refused by a table': [
    `INSERT INTO notes.note (id, folder_id, plain_text) SELECT 'n0', 'f0', text FROM unnest($1::text[]) AS text`,
    [`{${process.argv[3]}}`],
  ],
  'be refused for a statement': [`SELECT '${process.argv[3]}' FROM notes.nowhere`],
};

runDatabaseTask(process.env, notesSubgraph, async (database) => {
  // As a task with a mistake in it would: nobody waits for the answer.
  if (process.argv[2] === 'be refused unheard') {
    void database.query('SELECT $1::date', process.argv.slice(3));
    await sleep(5_000);
  }
  const [sql = '', parameters = []] = TASKS[process.argv[2] ?? ''] ?? [];
  console.log(JSON.stringify(await database.query(sql, [...parameters])));
});
