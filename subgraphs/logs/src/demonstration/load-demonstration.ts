import { DEMO_LOG_END, DEMO_LOG_FILES, DEMO_LOG_TIME_ZONE } from '@hostgraph/demo-data';
import type { DataSource } from 'typeorm';
import { ingestFiles } from '../ingest/ingest-files';

/** Reads the logs of the demonstration; their events are the same on every reading. */
export async function loadDemonstration(database: DataSource): Promise<void> {
  await ingestFiles(database, DEMO_LOG_FILES, { timeZone: DEMO_LOG_TIME_ZONE, now: DEMO_LOG_END });
}
