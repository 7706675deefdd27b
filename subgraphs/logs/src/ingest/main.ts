import { Pool } from 'pg';
import { readIngestConfig } from './config';
import { explainFailure } from './failure';
import { ingestFiles } from './ingest-files';

async function main(): Promise<void> {
  const config = readIngestConfig(process.argv.slice(2), process.env);
  const pool = new Pool({ connectionString: config.databaseUrl, max: 1, connectionTimeoutMillis: 10_000 });
  // An idle connection that breaks is reported by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    const summary = await ingestFiles(pool, config.files, config);
    const known = summary.events - summary.inserted;
    console.log(
      [
        `${summary.lines} lines read, ${summary.unparsable} of them unparsable.`,
        `${summary.events} events: ${summary.inserted} new, ${known} known before; ${summary.changed} updates.`,
        ...(summary.unclaimedFilings > 0
          ? [`${summary.unclaimedFilings} messages filed by Dovecot belong to no known event.`]
          : []),
      ].join('\n'),
    );
  } finally {
    await pool.end();
  }
}

main().catch((error: unknown) => {
  console.error(explainFailure(error));
  process.exitCode = 1;
});
