/**
 * The notes, with jobs that end when the test says so, as a process of its own. Each line of its channel is a word of
 * the test or an answer to it.
 */
import { once } from 'node:events';
import { generateKeyPairSync } from 'node:crypto';
import { runService } from '@hostgraph/service';
import { type JobDefinition, Settings, startSubgraph } from '../src';
import { notesSubgraph } from './notes-subgraph';

function say(word: string): void {
  process.send?.(word);
}

async function word(wanted: string): Promise<void> {
  for (;;) {
    const [said] = (await once(process, 'message')) as [string];
    if (said === wanted) return;
  }
}

/** Its id says what becomes of it. */
const waiting: JobDefinition = {
  name: 'waiting',
  async work({ database }, id) {
    const told = word('go on');
    say(`working ${id}`);
    await told;
    if (id.startsWith('failing')) throw new Error('It was to fail');
    if (id.startsWith('asking')) await database.query('SELECT 1');
    say(`done ${id}`);
  },
};

runService('notes', async (environment) => {
  const { publicKey } = generateKeyPairSync('ed25519');
  const subgraph = await startSubgraph(
    { ...notesSubgraph, jobs: [waiting] },
    {
      host: '127.0.0.1',
      port: 0,
      databaseUrl: environment['DATABASE_URL'] ?? '',
      poolSize: 10,
      jobWorkers: 4,
      internalJwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kty: 'OKP' }] },
      streamLimits: { perCaller: 1, perOrganization: 1 },
      logLevel: 'silent',
      settings: new Settings(),
    },
  );
  say(`url ${subgraph.url}`);
  return subgraph;
});
