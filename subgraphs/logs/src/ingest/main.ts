import { describeFailure, runService } from '@hostgraph/service';
import { openDatabase, readDatabaseUrl, runDatabaseTask } from '@hostgraph/subgraph-kit';
import { logsSubgraph } from '../subgraph';
import { readIngestArguments } from './config';
import { Follower } from './follow/follower';
import { openListeners } from './open-listeners';
import { ingestFiles, type IngestSummary } from './ingest-files';

const args = process.argv.slice(2);
if (args.includes('--follow')) runService('logs:ingest', follow);
else
  runDatabaseTask(process.env, logsSubgraph, async (database) => {
    const { files, timeZone } = readIngestArguments(args);
    console.log(report(await ingestFiles(database, files, { timeZone })));
  });

async function follow(): Promise<{ stop(): Promise<void> }> {
  const { files, timeZone, listen } = readIngestArguments(args);
  const url = readDatabaseUrl(process.env, 'logs');
  const database = await openDatabase(logsSubgraph, { url, poolSize: 1 });
  const follower = await Follower.open(database, files, { timeZone, report: tell });
  await openListeners(listen, {
    timeZone,
    report: tell,
    ring: () => {
      follower.doorbell.ring();
    },
    add: (input) => {
      follower.add(input);
    },
  });
  const following = follower.run().catch((error: unknown) => {
    console.error(describeFailure('logs:ingest', error));
    // What was not stored is read again by whoever starts next.
    process.exit(1);
  });
  return {
    async stop() {
      await follower.stop();
      await following;
      await follower.close();
      await database.destroy();
    },
  };
}

function tell(message: string): void {
  console.error(`logs:ingest: ${message}`);
}

function report(summary: IngestSummary): string {
  const known = summary.events - summary.inserted;
  return [
    `${summary.lines} lines read, ${summary.unparsable} of them unparsable.`,
    `${summary.events} events: ${summary.inserted} new, ${known} known before; ${summary.changed} updates.`,
    ...summary.silentFiles.map((file) => `${file}: none of its lines told of a message.`),
    ...(summary.unclaimedFilings > 0
      ? [`${summary.unclaimedFilings} messages filed by Dovecot belong to no known event.`]
      : []),
  ].join('\n');
}
