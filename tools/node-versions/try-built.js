'use strict';

/**
 * Starts what was built, with the Node that runs this, asks it the demonstration's query, changes a password (whose hash is
 * native code), and stops it. Ends with 0 where all of it went well.
 */
const { spawn } = require('node:child_process');
const { once } = require('node:events');
const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const READY = 'Ctrl-C stops it';
const CHANGE = `mutation ($input: SetMailboxPasswordInput!) {
  setMailboxPassword(input: $input) { mailbox { id } userErrors { code } }
}`;
const MAILBOX = 'mbx_demoCora00000000000000';

async function ask({ endpoint, tokens }, query, variables) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.administrator}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

async function tryBuilt(directory) {
  const main = join(__dirname, '../../local/dist/main.js');
  const system = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: directory, PORT: '14300' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(system, 'exit');
  try {
    let said = '';
    for await (const text of system.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      said += text;
      if (said.includes(READY)) break;
    }
    system.stdout.resume();
    const demo = JSON.parse(readFileSync(join(directory, 'demo.json'), 'utf8'));
    const { mailbox } = await ask(demo, demo.query, demo.variables);
    if (mailbox.activityLog.nodes.length === 0) throw new Error('The log of the demonstration is empty');
    const input = { mailboxId: MAILBOX, password: 'quokka lantern mosaic 7' };
    const { setMailboxPassword: changed } = await ask(demo, CHANGE, { input });
    if (changed.mailbox?.id !== MAILBOX) throw new Error(JSON.stringify(changed));
  } finally {
    system.kill('SIGTERM');
  }
  const [code] = await ended;
  if (code !== 0) throw new Error(`It ended with ${code}`);
}

async function main() {
  const directory = mkdtempSync(join(tmpdir(), 'hostgraph-node-'));
  try {
    await tryBuilt(join(directory, 'data'));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  console.log(`Works on Node ${process.versions.node}`);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
