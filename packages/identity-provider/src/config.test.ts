import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from './config';

const directory = mkdtempSync(join(tmpdir(), 'identity-provider-config-'));
const accounts = [{ subject: 's', login: 'l', name: 'N', email: 'n@example.test' }];
let files = 0;

function accountsFile(content: unknown = accounts): string {
  const path = join(directory, `${++files}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('readConfig', () => {
  it('needs the people only', () => {
    expect(readConfig({ ACCOUNTS_FILE: accountsFile(), CLIENTS: '', ISSUER: '' })).toMatchObject({
      host: '127.0.0.1',
      issuer: undefined,
      accounts,
      clients: [{ id: 'hostgraph-explorer' }],
      audience: 'urn:hostgraph:api',
      tokenLifetimeSeconds: 43_200,
    });
  });

  it.each(['127.0.0.1', '127.9.9.9', '::1', 'localhost'])('listens on %s', (HOST) => {
    expect(readConfig({ ACCOUNTS_FILE: accountsFile(), HOST }).host).toBe(HOST);
  });

  // Whoever reaches the provider signs in as anybody.
  it.each(['0.0.0.0', '::', '192.0.2.1', 'host.example'])('listens on %s when told twice only', (HOST) => {
    expect(() => readConfig({ ACCOUNTS_FILE: accountsFile(), HOST })).toThrow(/^HOST: .*ALLOW_REMOTE=1$/);
    expect(readConfig({ ACCOUNTS_FILE: accountsFile(), HOST, ALLOW_REMOTE: '1' }).host).toBe(HOST);
  });

  it.each<[string, Record<string, string>, RegExp]>([
    ['no people', { ACCOUNTS_FILE: '' }, /^ACCOUNTS_FILE: must name/],
    ['a missing file', { ACCOUNTS_FILE: '/nowhere' }, /^ACCOUNTS_FILE: cannot read \/nowhere \(ENOENT\)$/],
    ['a file that is no JSON', { ACCOUNTS_FILE: accountsFile('{') }, /^ACCOUNTS_FILE: is not JSON$/],
    ['an empty list', { ACCOUNTS_FILE: accountsFile([]) }, /^ACCOUNTS_FILE: /],
    [
      'a wrong address',
      { ACCOUNTS_FILE: accountsFile([{ ...accounts[0], email: 'x' }]) },
      /^ACCOUNTS_FILE\.0\.email: /,
    ],
    [
      'a login twice',
      { ACCOUNTS_FILE: accountsFile([accounts[0], { ...accounts[0], subject: 't' }]) },
      /share a login/,
    ],
    [
      'a subject twice',
      { ACCOUNTS_FILE: accountsFile([accounts[0], { ...accounts[0], login: 'm' }]) },
      /share a subject/,
    ],
    ['a port beyond', { PORT: '65536' }, /^PORT: /],
    ['an issuer with a path', { ISSUER: 'http://127.0.0.1:1/x' }, /^ISSUER: /],
    ['an issuer with TLS', { ISSUER: 'https://127.0.0.1:1' }, /^ISSUER: /],
    ['an audience that is no URI', { AUDIENCE: 'api' }, /^AUDIENCE: /],
    ['tokens without end', { TOKEN_LIFETIME_SECONDS: '0' }, /^TOKEN_LIFETIME_SECONDS: /],
    ['clients that are no JSON', { CLIENTS: 'x' }, /^CLIENTS: is not JSON$/],
    [
      'a client without redirect URI',
      { CLIENTS: '[{"id":"a","redirectUris":[]}]' },
      /^CLIENTS\.0\.redirectUris: /,
    ],
    [
      'a redirect to a script',
      { CLIENTS: '[{"id":"a","redirectUris":["javascript:alert(1)"]}]' },
      /^CLIENTS\.0\./,
    ],
  ])('refuses %s on one line', (_case, environment, message) => {
    expect(() => readConfig({ ACCOUNTS_FILE: accountsFile(), ...environment })).toThrow(message);
  });
});
