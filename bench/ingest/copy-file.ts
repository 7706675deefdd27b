/** What `psql \copy TABLE FROM FILE` does, where there is no psql: copy-file.ts URL TABLE FILE */
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

async function copyFile(url: string, table: string, file: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await pipeline(createReadStream(file), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
  await client.end();
}

const [, , url = '', table = '', file = ''] = process.argv;
void copyFile(url, table, file);
