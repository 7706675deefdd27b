/** Takes existing FTP accounts in: `npm run ftp:import -- [--dry-run] FILE.csv` */
import { runTask } from '@hostgraph/service';
import { runSubgraphCommand } from '../run-subgraph-command';

runTask('ftp:import', async () => {
  process.exitCode = await runSubgraphCommand({
    subgraph: 'hosting',
    entry: 'ftp-import/main',
    arguments: process.argv.slice(2),
    environment: process.env,
  });
});
