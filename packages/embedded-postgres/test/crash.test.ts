import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hostgraph/embedded-postgres';
import { cleanUp, isAlive, query, scratchDirectory, spawnOwner, until } from './harness';

const rows = 'SELECT count(*)::int AS count FROM promise';
const fill = 'CREATE TABLE promise AS SELECT generate_series(1, 1000) AS n';

afterEach(cleanUp);

describe('crashes', () => {
  it('recovers committed rows after kill -9 of the server', async () => {
    const directory = scratchDirectory();
    const first = await startEmbeddedPostgres({ directory });
    await query(first.url, fill);
    process.kill(first.processId, 'SIGKILL');
    await until(() => !isAlive(first.processId), 'the server dies');
    await first.stop();
    const second = await startEmbeddedPostgres({ directory });
    expect(await query(second.url, rows)).toEqual([{ count: 1000 }]);
    await second.stop();
  });

  // A backend outlives its postmaster while it is busy; a second server beside it would ruin the data.
  it('ends a busy backend of a killed server first', async () => {
    const directory = scratchDirectory();
    const first = await startEmbeddedPostgres({ directory });
    const busy = query(first.url, 'SELECT count(*) FROM generate_series(1, 1000000000)').catch(String);
    let backend: { pid: number } | undefined;
    while (!backend) {
      const running = `SELECT pid FROM pg_stat_activity WHERE query LIKE '%series(1, 10%' AND pid <> pg_backend_pid()`;
      [backend] = await query<{ pid: number }>(first.url, running);
    }
    process.kill(first.processId, 'SIGKILL');
    await first.stop();
    expect(isAlive(backend.pid)).toBe(true);
    const second = await startEmbeddedPostgres({ directory });
    expect(isAlive(backend.pid)).toBe(false);
    expect(await busy).toMatch(/terminat/);
    await second.stop();
  });

  it('ends the server of an owner that was killed, and keeps its rows', async () => {
    const directory = scratchDirectory();
    const { owner, firstLine } = spawnOwner(directory);
    const orphan = await firstLine;
    await query(orphan.url, fill);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    expect(isAlive(orphan.processId)).toBe(true);
    const db = await startEmbeddedPostgres({ directory });
    expect(isAlive(orphan.processId)).toBe(false);
    expect(await query(db.url, rows)).toEqual([{ count: 1000 }]);
    await db.stop();
  });

  it('ends the server when its owner dies of an uncaught exception', async () => {
    const { owner, firstLine } = spawnOwner(scratchDirectory(), { then: 'throw' });
    const { processId } = await firstLine;
    await once(owner, 'exit');
    await until(() => !isAlive(processId), 'the server ends');
  });

  it.each([0, 50, 200, 500])('starts anew when initdb was killed after %i ms', async (milliseconds) => {
    const directory = scratchDirectory();
    const { owner } = spawnOwner(directory);
    await until(
      () => existsSync(directory) && readdirSync(directory).some((name) => name.startsWith('initdb-')),
      'initdb begins',
    );
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const db = await startEmbeddedPostgres({ directory });
    expect(await query(db.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(readdirSync(directory).filter((name) => name.startsWith('initdb-'))).toEqual([]);
    await db.stop();
  });
});

describe('two owners', () => {
  it('refuses the second, in another process or in the same, and leaves the first alone', async () => {
    const directory = scratchDirectory();
    const first = await spawnOwner(directory).firstLine;
    await expect(startEmbeddedPostgres({ directory })).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
      message: expect.stringContaining(directory) as string,
    });
    expect(await query(first.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);

    const own = scratchDirectory();
    const db = await startEmbeddedPostgres({ directory: own, settings: { fsync: 'off' } });
    await expect(startEmbeddedPostgres({ directory: own })).rejects.toMatchObject({
      code: 'ALREADY_RUNNING',
    });
    expect(await query(db.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await db.stop();
  });

  it('never admits two that come at the same moment', async () => {
    const directory = join(scratchDirectory(), 'new');
    const results = await Promise.all([1, 2, 3, 4].map(() => spawnOwner(directory).firstLine));
    expect(results.filter(({ code }) => code === undefined).length).toBeLessThanOrEqual(1);
    expect(results.filter(({ code }) => code !== undefined && code !== 'ALREADY_RUNNING')).toEqual([]);
  });
});
