import { runService } from '@hostgraph/service';
import { startSubgraph } from '@hostgraph/subgraph-kit';
import { useExportHours } from './activity-export/export-lifetime';
import { readLogsConfig } from './config';
import { useRetentionPlans } from './retention/retention-plan';
import { logsSubgraph } from './subgraph';

runService('logs', async () => {
  const config = readLogsConfig(process.env);
  useRetentionPlans(config.retentionPlans);
  useExportHours(config.exportHours);
  return startSubgraph(logsSubgraph, config);
});
