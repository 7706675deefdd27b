import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';

export const hasPsql = spawnSync('psql', ['--version']).status === 0;

/** Copies a file into a table as an operator would, in a process of its own. @returns seconds */
export async function copyIn(url: string, table: string, file: string): Promise<number> {
  const began = performance.now();
  const child = hasPsql
    ? psql(url, `\\copy ${table} FROM '${file}'`)
    : run(process.execPath, ['-r', '@swc-node/register', join(__dirname, 'copy-file.ts'), url, table, file]);
  await ended(child);
  return (performance.now() - began) / 1000;
}

/** Writes the rows of a table into a file, in the order in which they lie. */
export async function copyOut(url: string, table: string, file: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await pipeline(client.query(copyTo(`COPY (SELECT * FROM ${table}) TO STDOUT`)), createWriteStream(file));
  await client.end();
}

function psql(url: string, command: string): ReturnType<typeof spawn> {
  const { hostname, port, username, password, pathname } = new URL(url);
  return run('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-c', command], {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  });
}

function run(program: string, args: string[], env = process.env): ReturnType<typeof spawn> {
  return spawn(program, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

async function ended(child: ReturnType<typeof spawn>): Promise<void> {
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${child.spawnfile} ended with code ${code}`);
}
