import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { notesSubgraph } from './notes-subgraph';

class RecordTime1795478500000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE notes.time AS SELECT current_setting('statement_timeout') AS of_migrations`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes.time');
  }
}

let subgraph: TestSubgraph;
beforeAll(async () => {
  const migrations = [...notesSubgraph.migrations, RecordTime1795478500000];
  subgraph = await startTestSubgraph({ ...notesSubgraph, migrations });
}, 60_000);
afterAll(() => subgraph.stop());

const SECRET = '$6$salt$hash-of-somebody,somebody@example.test';

async function command(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const main = join(__dirname, 'task-process.ts');
  const child = spawn(process.execPath, ['--conditions=source', '-r', '@swc-node/register', main, ...args], {
    env: { PATH: process.env['PATH'] ?? '', DATABASE_URL: subgraph.config.databaseUrl },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close') as Promise<[number | null]>,
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, stdout, stderr };
}

it('gives statements ten seconds where somebody waits, and any time to migrations and commands', async () => {
  expect(await subgraph.database.query('SHOW statement_timeout')).toEqual([{ statement_timeout: '10s' }]);
  expect(await subgraph.database.query('SELECT * FROM notes.time')).toEqual([{ of_migrations: '0' }]);
  expect(await command('show its time')).toEqual({
    ...{ code: 0, stderr: '' },
    stdout: '[{"statement_timeout":"0"}]\n',
  });
});

it.each([
  ['for a value', 'SQLSTATE 22007'],
  ['by a table', 'SQLSTATE 23505, constraint note_pkey, of notes.note'],
  ['for a statement', 'SQLSTATE 42P01'],
  ['unheard', 'SQLSTATE 22007'],
])('prints no value and no statement when it is refused %s', async (why, reason) => {
  const { code, stdout, stderr } = await command(`be refused ${why}`, SECRET);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toBe(`notes: the database refused a statement (${reason})\n`);
});
