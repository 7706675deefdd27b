import { createContext, runInContext } from 'node:vm';
import { startWorld, type World } from './support/world';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const get = (path: string, init?: RequestInit) => fetch(`${world.gateway.url}${path}`, init);

describe('the explorer', () => {
  it('is where a browser that asks for / ends up', async () => {
    const response = await get('/', { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/explorer']);
  });

  it('consists of files that this server serves itself, and names no other', async () => {
    const page = await (await get('/explorer')).text();
    const references = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, url]) => url!);
    expect(references.length).toBeGreaterThan(5);
    for (const reference of references) {
      expect(reference).toMatch(/^\/explorer\/[\w.-]+$/);
      const response = await get(reference);
      expect([reference, response.status]).toEqual([reference, 200]);
      const content = await response.text();
      // Links in messages and licences load nothing; style sheets could.
      if (reference.endsWith('.css')) expect(content).not.toMatch(/@import|url\((?!["']?(?:data:|#))/);
    }
    expect(page).not.toMatch(/https?:|\/\/cdn|<script>|onload=|style=/);
  });

  it('may load and call nothing but this server', async () => {
    const policy = (await get('/explorer')).headers.get('content-security-policy')!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  });

  it('keeps no credential anywhere: the history would, which GraphiQL writes with headers', async () => {
    const kept = new Map<string, string>();
    const sessionStorage = { setItem: (key: string, value: string) => kept.set(key, value) };
    const source = await (await get('/explorer/storage.js')).text();
    const context = createContext({ sessionStorage });
    runInContext(`${source}; globalThis.storage = hostgraphStorage;`, context);
    const entry = {
      query: '{ events }',
      headers: '{"authorization":"Bearer hg_live_x"}',
      operationName: null,
    };
    const { storage } = context as unknown as { storage: typeof sessionStorage };
    storage.setItem('graphiql:queries', JSON.stringify({ queries: [entry] }));
    storage.setItem('graphiql:theme', 'dark');
    expect(kept.get('graphiql:theme')).toBe('dark');
    expect(kept.get('graphiql:queries')).toBe('{"queries":[{"query":"{ events }","operationName":null}]}');
  });

  it('is asked for again only when it changed', async () => {
    const etag = (await get('/explorer/graphiql.js')).headers.get('etag')!;
    const again = await get('/explorer/graphiql.js', { headers: { 'if-none-match': etag } });
    expect(again.status).toBe(304);
  });

  it('is for reading, and holds nothing else', async () => {
    expect((await get('/explorer', { method: 'POST' })).status).toBe(405);
    for (const path of [
      '/explorer/../package.json',
      '/explorer/%2e%2e/package.json',
      '/explorer/x',
      '/package.json',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });
});
