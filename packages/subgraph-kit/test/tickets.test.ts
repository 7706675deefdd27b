import type { Principal } from '@hostgraph/principal';
import { startTestSubgraph, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { decodeJwt, SignJWT, UnsecuredJWT } from 'jose';
import pino from 'pino';
import { z } from 'zod';
import {
  createTicketKey,
  issueTicket,
  readTicket,
  type RequestContext,
  Settings,
  type TicketKind,
} from '../src';
import { Loaders } from '../src/context/loaders';
import { notesSubgraph } from './notes-subgraph';

const anna: Principal = { kind: 'PERSON', id: 'usr_anna', scopes: [], roles: {} };
const ADMISSION: TicketKind<{ noteId: string }> = {
  purpose: 'admission',
  lifetimeSeconds: 60,
  claims: z.object({ noteId: z.string() }),
};

let subgraph: TestSubgraph;

beforeAll(async () => {
  subgraph = await startTestSubgraph(notesSubgraph);
  const runner = subgraph.database.createQueryRunner();
  await createTicketKey(runner);
  await runner.release();
});

afterAll(() => subgraph.stop());

/** A request of its own, with caches of its own. */
const asked = (principal: Principal): RequestContext => ({
  principal,
  requestId: 'r',
  database: subgraph.database,
  loaders: new Loaders(),
  jobs: { enqueue: () => Promise.reject(new Error('No job is asked for here')) },
  settings: new Settings(),
  log: pino({ level: 'silent' }),
});

const issued = async (kind = ADMISSION) => (await issueTicket(asked(anna), kind, { noteId: 'n1' })).text;

it('tells the same caller, in a later request, what it was issued for', async () => {
  const { text, expiresAt } = await issueTicket(asked(anna), ADMISSION, { noteId: 'n1' });
  expect(await readTicket(asked(anna), ADMISSION, text)).toEqual({ claims: { noteId: 'n1' } });
  expect(expiresAt.getTime() / 1000).toBe(decodeJwt(text).exp);
});

it('is worth nothing in the hands of somebody else, or of a key with the same id', async () => {
  const text = await issued();
  for (const other of [
    { ...anna, id: 'usr_eve' },
    { ...anna, kind: 'API_KEY' },
  ] as const) {
    expect(await readTicket(asked(other), ADMISSION, text)).toEqual({ refusal: 'INVALID' });
  }
});

it('is worth nothing for another purpose', async () => {
  const text = await issued();
  expect(await readTicket(asked(anna), { ...ADMISSION, purpose: 'export' }, text)).toEqual({
    refusal: 'INVALID',
  });
});

it('says that it has expired, and not what it said', async () => {
  const text = await issued({ ...ADMISSION, lifetimeSeconds: 0 });
  expect(await readTicket(asked(anna), ADMISSION, text)).toEqual({ refusal: 'EXPIRED' });
});

it('is refused when it says something else than this version takes', async () => {
  const { text } = await issueTicket(asked(anna), { ...ADMISSION, claims: z.object({}) }, {});
  expect(await readTicket(asked(anna), ADMISSION, text)).toEqual({ refusal: 'INVALID' });
});

it.each([
  ['nothing', () => ''],
  ['rubbish', () => 'a.b.c'],
  ['a changed claim', (text: string) => withPayload(text, { noteId: 'n2' })],
  ['a later expiry', (text: string) => withPayload(text, { exp: 99_999_999_999 })],
  ['no signature', (text: string) => new UnsecuredJWT(decodeJwt(text)).encode()],
  ['another key', (text: string) => signed(text, new Uint8Array(32))],
])('is refused with %s', async (_hazard, forge) => {
  expect(await readTicket(asked(anna), ADMISSION, await forge(await issued()))).toEqual({
    refusal: 'INVALID',
  });
});

it('ends with the key that signed it', async () => {
  const text = await issued();
  const [{ secret } = {}] = await subgraph.database.query<{ secret: Buffer }[]>(
    'SELECT secret FROM ticket_key',
  );
  await subgraph.database.query(`UPDATE ticket_key SET secret = sha256('another')`);
  expect(await readTicket(asked(anna), ADMISSION, text)).toEqual({ refusal: 'INVALID' });
  await subgraph.database.query('UPDATE ticket_key SET secret = $1', [secret]);
  expect(await readTicket(asked(anna), ADMISSION, text)).toMatchObject({ claims: { noteId: 'n1' } });
});

it('of a hundred in one request are signed with one look at the key', async () => {
  const ctx = asked(anna);
  const before = subgraph.statements.length;
  await Promise.all(Array.from({ length: 100 }, (_, i) => issueTicket(ctx, ADMISSION, { noteId: `n${i}` })));
  expect(subgraph.statements.length - before).toBe(1);
});

function withPayload(text: string, change: object): string {
  const [header = '', , signature = ''] = text.split('.');
  const payload = Buffer.from(JSON.stringify({ ...decodeJwt(text), ...change })).toString('base64url');
  return [header, payload, signature].join('.');
}

const signed = (text: string, key: Uint8Array): Promise<string> =>
  new SignJWT(decodeJwt(text)).setProtectedHeader({ alg: 'HS256' }).sign(key);
