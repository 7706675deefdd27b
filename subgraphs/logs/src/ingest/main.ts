import { runDatabaseTask } from '@hostgraph/subgraph-kit';
import { logsSubgraph } from '../subgraph';
import { readIngestArguments } from './config';
import { ingestFiles, type IngestSummary } from './ingest-files';

runDatabaseTask(process.env, logsSubgraph, async (database) => {
  const { files, timeZone } = readIngestArguments(process.argv.slice(2));
  console.log(report(await ingestFiles(database, files, { timeZone })));
});

function report(summary: IngestSummary): string {
  const known = summary.events - summary.inserted;
  return [
    `${summary.lines} lines read, ${summary.unparsable} of them unparsable.`,
    `${summary.events} events: ${summary.inserted} new, ${known} known before; ${summary.changed} updates.`,
    ...(summary.unclaimedFilings > 0
      ? [`${summary.unclaimedFilings} messages filed by Dovecot belong to no known event.`]
      : []),
  ].join('\n');
}
