/**
 * What it costs the gateway to sign each request to a subgraph anew, as a share of the processor time that it takes for
 * a client's request as a whole. Signing once per caller and subgraph and remembering it would cost nothing here.
 */
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createPrincipalSigner, createPrincipalVerifier, type Principal } from '@hostgraph/principal';
import { send } from '../gateway/test/support/graphql-request';
import { startWorld } from '../gateway/test/support/world';

const ROUNDS = 3;
const REQUESTS = 600;
const PARALLEL = 8;
/** Linux counts processor time in hundredths of a second. */
const MICROSECONDS_PER_TICK = 10_000;

const principal: Principal = {
  kind: 'PERSON',
  id: 'usr_1234567890abcdef',
  scopes: ['organizations:read', 'mail:read', 'mail:write', 'logs:read'],
  roles: { org_1234567890abcdef: 'ADMINISTRATOR' },
};
const request = {
  audience: 'mail',
  requestId: '3b241101-e2bb-4255-8caf-4136c566a962',
  content: JSON.stringify({
    query: `query ($id: ID!) { mailbox(id: $id) { ${'field '.repeat(60)} } }`,
    variables: { id: 'mbx_1' },
  }),
};

/** Microseconds of this process's processor time for each run. */
function cost(times: number, work: () => void): number {
  const before = process.cpuUsage();
  for (let i = 0; i < times; i++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times;
}

/** Fields 14 and 15 of proc(5)'s stat: user and system time. The name before them has no space in it. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ');
  return (Number(fields[13]) + Number(fields[14])) * MICROSECONDS_PER_TICK;
}

async function main(): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const sign = createPrincipalSigner(privateKey.export({ format: 'jwk' }), 3_600);
  const verify = createPrincipalVerifier({ keys: [publicKey.export({ format: 'jwk' })] }, 'mail');
  const token = sign(principal, request);
  // Before anything else runs: it blocks, and connections would be closed meanwhile.
  const signing = cost(5_000, () => sign(principal, request));
  const verifying = cost(5_000, () => verify(token, request));
  const world = await startWorld({ PRINCIPAL_CACHE_SECONDS: '30' });
  const pid = world.gateway.child.pid ?? 0;
  const authorization = `Bearer ${await world.issuer.token()}`;

  async function perRequest(query: string): Promise<{ gateway: number; sent: number }> {
    await load(query, REQUESTS / 5);
    world.reset();
    const before = processorTime(pid);
    await load(query, REQUESTS);
    const used = processorTime(pid) - before;
    return { gateway: used / REQUESTS, sent: world.received() / REQUESTS };
  }
  async function load(query: string, count: number): Promise<void> {
    let left = count;
    const client = async () => {
      while (left-- > 0) await send(world.gateway.url, query, { headers: { authorization } });
    };
    await Promise.all(Array.from({ length: PARALLEL }, client));
  }

  console.log('query   requests to subgraphs   gateway µs   sign µs   share of gateway   verify µs');
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, query] of [
      ['flat', '{ events }'],
      ['join', '{ viewer { id } mailboxes { id address activity } }'],
    ] as const) {
      const { gateway, sent } = await perRequest(query);
      console.log(
        `${name.padEnd(8)}${sent.toFixed(1).padStart(21)}${gateway.toFixed(0).padStart(13)}${signing
          .toFixed(1)
          .padStart(
            10,
          )}${((100 * sent * signing) / gateway).toFixed(1).padStart(17)} %${verifying.toFixed(1).padStart(12)}`,
      );
    }
  }
  await world.stop();
}

void main();
