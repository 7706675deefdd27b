/** `node dist/operator/main.js appoint|dismiss ORGANIZATION`: says which organization runs this system. */
import { StartupError } from '@hostgraph/service';
import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { accountsSubgraph } from '../subgraph';
import { OPERATOR_COMMANDS, setOperator } from './operator.service';

runDatabaseTask(process.env, accountsSubgraph, async (database) => {
  const [name, organizationId, ...others] = process.argv.slice(2);
  const command = OPERATOR_COMMANDS.find((known) => known === name);
  if (command === undefined || organizationId === undefined || others.length > 0) {
    throw new StartupError(`usage: ${OPERATOR_COMMANDS.join('|')} ORGANIZATION, such as appoint org_…`);
  }
  console.log(await setOperator(database, command, organizationId));
});
