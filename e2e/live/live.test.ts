import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PEOPLE } from '@hostgraph/demo-data';
import { Client } from 'pg';
import { type RunningStack, startStack } from '../support/running-stack';

const ROOT = join(__dirname, '../..');

let running: RunningStack;
let folder: string;
let log: string;
let ingest: ChildProcess;
beforeAll(async () => {
  running = await startStack();
  folder = await mkdtemp(join(tmpdir(), 'hostgraph-live-'));
  log = join(folder, 'mail.log');
  await writeFile(log, '');
  ingest = spawn(
    process.execPath,
    [
      '--conditions=source',
      '-r',
      '@swc-node/register',
      'subgraphs/logs/src/ingest/main.ts',
      '--time-zone',
      'UTC',
      '--follow',
      log,
    ],
    {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] ?? '', LOGS_DATABASE_URL: running.stack.settings.databaseUrls.logs },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  await once(ingest, 'message');
});
afterAll(async () => {
  const ended = once(ingest, 'exit');
  ingest.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true });
  await running.stop();
});

let messages = 0;
/** What Postfix logs when Anna sends a message. */
async function annaSends(to: string): Promise<void> {
  const queueId = `ABC${String(++messages).padStart(5, '0')}`;
  const line = (daemon: string, text: string) =>
    `${new Date().toISOString()} mx1 postfix/${daemon}: ${queueId}: ${text}\n`;
  await appendFile(
    log,
    [
      line('submission/smtpd[1]', 'client=a[192.0.2.7], sasl_method=PLAIN, sasl_username=anna@example.test'),
      line('qmgr[2]', 'from=<anna@example.test>, size=500, nrcpt=1 (queue active)'),
      line(
        'smtp[3]',
        `to=<${to}>, relay=mx[192.0.2.1]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 Ok)`,
      ),
      line('qmgr[2]', 'removed'),
    ].join(''),
  );
}

/** Follows a mailbox as a browser would: one request to the gateway. */
async function follow(credential: string | undefined, mailboxId = running.demo.variables['mailboxId']) {
  const response = await fetch(running.demo.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
    },
    body: JSON.stringify({
      query: `subscription ($id: ID!) { mailActivity(mailboxId: $id) {
        kind events { correspondent status explanation } mailbox { address } } }`,
      variables: { id: mailboxId },
    }),
  });
  const reader = response.body!.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return {
    async until(part: string): Promise<string> {
      while (!text.includes(part)) {
        const { done, value } = await reader.read();
        if (done) throw new Error(`It ended before ${part}: ${text}`);
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
    cancel: () => reader.cancel(),
  };
}

it('tells a message to whoever follows the mailbox, from the line in the log to the browser', async () => {
  const anna = await follow(running.demo.tokens.administrator);
  const program = await follow(running.demo.apiKey);
  for (const stream of [anna, program]) {
    expect(await stream.until('"kind":"WATCHING"')).toContain('"mailbox":{"address":"anna@example.test"}');
  }
  await annaSends('live@partner.test');
  for (const stream of [anna, program]) {
    expect(await stream.until('"correspondent":"live@partner.test","status":"DELIVERED"')).not.toContain(
      'errors',
    );
    await stream.cancel();
  }
});

it('tells nothing more from the moment at which the right is withdrawn, and ends', async () => {
  const bert = await follow(running.demo.tokens.collaborator);
  await bert.until('"kind":"WATCHING"');
  await annaSends('before@partner.test');
  await bert.until('before@partner.test');
  const mail = new Client({ connectionString: running.stack.settings.databaseUrls.mail });
  await mail.connect();
  await mail.query(`DELETE FROM mail.mailbox_grant WHERE user_id = $1 AND "right" = 'VIEW_LOGS'`, [
    DEMO_PEOPLE.collaborator.userId,
  ]);
  await mail.end();
  await annaSends('after@partner.test');
  const text = await bert.until('event: complete');
  expect(text).toContain('"code":"FORBIDDEN"');
  expect(text).not.toContain('after@partner.test');
});

it('is open to nobody else, and tells a stranger of no mailbox', async () => {
  const refusal = async (credential: string | undefined, mailboxId?: string) => {
    const stream = await follow(credential, mailboxId);
    const text = await stream.until('"code":');
    await stream.cancel();
    expect(text).not.toMatch(/partner\.test|anna@example\.test/);
    return /"code":"(\w+)"/.exec(text)?.[1];
  };
  expect(await refusal(running.demo.tokens.stranger)).toBe('NOT_FOUND');
  expect(await refusal(running.demo.tokens.administrator, 'mbx_absent')).toBe('NOT_FOUND');
  expect(await refusal(undefined)).toBe('UNAUTHENTICATED');
});

it('ends without an error when the logs service is stopped, and can be followed again', async () => {
  const anna = await follow(running.demo.tokens.administrator);
  await anna.until('"kind":"WATCHING"');
  const stopped = running.stack.stopService('logs');
  expect(await anna.until('event: complete')).not.toContain('errors');
  await stopped;
  await running.stack.startService('logs');
  const again = await follow(running.demo.tokens.administrator);
  await again.until('"kind":"WATCHING"');
  await annaSends('again@partner.test');
  await again.until('again@partner.test');
  await again.cancel();
});
