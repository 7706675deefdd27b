import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { openDatabase } from '../src';
import { notesSubgraph } from './notes-subgraph';

let notes: TestSubgraph;
beforeAll(async () => {
  notes = await startTestSubgraph(notesSubgraph);
});
afterAll(() => notes.stop());

/** In front of PostgreSQL; answers the second connection and all that follow. */
async function startSlowDatabase(): Promise<{ url: string; stop(): void }> {
  const target = new URL(notes.config.databaseUrl);
  let connections = 0;
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    if (++connections === 1) return;
    const postgres = connect(Number(target.port), target.hostname);
    postgres.on('error', () => socket.destroy());
    socket.pipe(postgres).pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: Object.assign(new URL(target), { hostname: '127.0.0.1', port }).href,
    stop: () => server.close(),
  };
}

it('a database that does not answer in time at the start is asked again', async () => {
  const slow = await startSlowDatabase();
  const database = await openDatabase(notesSubgraph, { url: slow.url, poolSize: 1 });
  expect(await database.query('SELECT current_schema() AS name')).toEqual([{ name: 'notes' }]);
  await database.destroy();
  slow.stop();
});
