/** Reads mail logs: `npm run logs:ingest -- [--time-zone Europe/Zurich] FILE…` */
import { runTask } from '@hostgraph/service';
import { runSubgraphCommand } from '../run-subgraph-command';

runTask('logs:ingest', async () => {
  process.exitCode = await runSubgraphCommand({
    subgraph: 'logs',
    entry: 'ingest/main',
    arguments: process.argv.slice(2),
    environment: process.env,
  });
});
