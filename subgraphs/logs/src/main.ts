import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { readLogsConfig } from './config';
import { startMaintenance } from './storage/maintenance/maintenance';
import { maintenanceTasks } from './storage/maintenance/maintenance-tasks';
import { RETENTION_PLANS } from './retention/retention-plan';
import { logsSubgraph } from './subgraph';

runService('logs', async (environment) => {
  const config = readLogsConfig(environment);
  const subgraph = await startSubgraph(logsSubgraph, config);
  const stopMaintenance = startMaintenance(subgraph, maintenanceTasks(config.settings.get(RETENTION_PLANS)));
  return {
    async stop() {
      await stopMaintenance();
      await subgraph.stop();
    },
  };
});
