import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { useExportHours } from './activity-export/export-lifetime';
import { readLogsConfig } from './config';
import { startMaintenance } from './storage/maintenance/maintenance';
import { MAINTENANCE_TASKS } from './storage/maintenance/maintenance-tasks';
import { useRetentionPlans } from './retention/retention-plan';
import { logsSubgraph } from './subgraph';

runService('logs', async (environment) => {
  const config = readLogsConfig(environment);
  useRetentionPlans(config.retentionPlans);
  useExportHours(config.exportHours);
  const subgraph = await startSubgraph(logsSubgraph, config);
  const stopMaintenance = startMaintenance(subgraph, MAINTENANCE_TASKS);
  return {
    async stop() {
      await stopMaintenance();
      await subgraph.stop();
    },
  };
});
