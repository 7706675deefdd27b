import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@hostgraph/service';
import { readConfig } from './config';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const folder = mkdtempSync(join(tmpdir(), 'hostgraph-config-'));
const supergraphFile = join(folder, 'supergraph.graphql');
writeFileSync(
  supergraphFile,
  `directive @join__graph(name: String!, url: String!) on ENUM_VALUE
   enum join__Graph {
     ACCOUNTS @join__graph(name: "accounts", url: "http://127.0.0.1:4001/graphql")
     MAIL @join__graph(name: "mail", url: "http://127.0.0.1:4002/graphql")
   }
   type Query { a: Int }`,
);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const environment = {
  SUPERGRAPH_FILE: supergraphFile,
  OIDC_ISSUER: 'https://login.example',
  INTERNAL_SIGNING_KEY: JSON.stringify(privateKey.export({ format: 'jwk' })),
};

describe('configuration', () => {
  it('needs an issuer and a key, and has defaults for the rest', () => {
    const config = readConfig(environment);
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      oidc: { issuer: 'https://login.example', audience: 'urn:hostgraph:api' },
      accountsUrl: 'http://127.0.0.1:4001/graphql',
      principalCacheSeconds: 5,
      maxBodyBytes: 524_288,
      drainDelayMs: 0,
    });
  });

  it('takes URLs by the names in the supergraph', () => {
    const config = readConfig({
      ...environment,
      ACCOUNTS_URL: 'http://accounts/g',
      OTHER_URL: 'not looked at',
    });
    expect([...config.subgraphUrls]).toEqual([
      ['accounts', 'http://accounts/g'],
      ['mail', 'http://127.0.0.1:4002/graphql'],
    ]);
    expect(config.accountsUrl).toBe('http://accounts/g');
  });

  it('takes contacts in their order, with the last day on which they count', () => {
    const { securityContact } = readConfig({
      ...environment,
      SECURITY_CONTACTS: 'mailto:security@b.test  https://b.test/report',
      SECURITY_CONTACTS_EXPIRE: inDays(364),
      SECURITY_LANGUAGES: 'de, fr-CH',
    });
    expect(securityContact).toEqual({
      contacts: ['mailto:security@b.test', 'https://b.test/report'],
      expires: new Date(`${inDays(364)}T00:00:00Z`),
      languages: ['de', 'fr-CH'],
      policyUrl: undefined,
      publicUrl: undefined,
    });
    expect(readConfig(environment).securityContact).toBeUndefined();
  });

  it.each([
    ['no issuer', { OIDC_ISSUER: '' }, /^OIDC_ISSUER: /],
    ['an issuer that is no web address', { OIDC_ISSUER: 'file:///etc' }, /^OIDC_ISSUER: /],
    ['no signing key', { INTERNAL_SIGNING_KEY: '' }, /^INTERNAL_SIGNING_KEY: /],
    [
      'a public key',
      { INTERNAL_SIGNING_KEY: JSON.stringify(publicKey.export({ format: 'jwk' })) },
      /^INTERNAL_SIGNING_KEY: /,
    ],
    [
      'a key that is none',
      { INTERNAL_SIGNING_KEY: '{"kty":"OKP","crv":"Ed25519","x":"A","d":"very-secret"}' },
      /^INTERNAL_SIGNING_KEY: /,
    ],
    ['no supergraph', { SUPERGRAPH_FILE: '/nowhere.graphql' }, /^SUPERGRAPH_FILE: .*ENOENT$/],
    ['a file that is no supergraph', { SUPERGRAPH_FILE: __filename }, /^SUPERGRAPH_FILE: .*not a supergraph/],
    ['a subgraph URL without a scheme', { MAIL_URL: 'mail:4002' }, /^MAIL_URL: /],
    ['a limit below one', { MAX_DEPTH: '-1' }, /^MAX_DEPTH: /],
    ['a port that is none', { PORT: '65536' }, /^PORT: /],
    ['a security contact without a scheme', { SECURITY_CONTACTS: 'a@b.test' }, /^SECURITY_CONTACTS: /],
    ['a security contact without TLS', { SECURITY_CONTACTS: 'http://b.test/x' }, /^SECURITY_CONTACTS: /],
    ['a security contact for ever', { SECURITY_CONTACTS: 'mailto:a@b.test' }, /^SECURITY_CONTACTS_EXPIRE: /],
    ['a date without contact', { SECURITY_CONTACTS_EXPIRE: inDays(300) }, /^SECURITY_CONTACTS: /],
    ['a date that is none', { SECURITY_CONTACTS_EXPIRE: '2026-02-30' }, /^SECURITY_CONTACTS_EXPIRE: /],
    [
      'a security contact for more than a year',
      { SECURITY_CONTACTS: 'mailto:a@b.test', SECURITY_CONTACTS_EXPIRE: inDays(366) },
      /^SECURITY_CONTACTS_EXPIRE: must be less than a year ahead/,
    ],
    ['a language that is none', { SECURITY_LANGUAGES: 'en, f_r' }, /^SECURITY_LANGUAGES: /],
    [
      'a policy that would begin a field of its own',
      { SECURITY_POLICY_URL: 'https://b.test/\nContact: mailto:x@y.test' },
      /^SECURITY_POLICY_URL: /,
    ],
    ['a public address without TLS', { PUBLIC_URL: 'http://b.test' }, /^PUBLIC_URL: /],
    [
      'principals remembered longer than their token lives',
      { PRINCIPAL_CACHE_SECONDS: '61' },
      /^PRINCIPAL_CACHE_SECONDS: /,
    ],
  ])('refuses %s in one line that repeats no secret', (_name, wrong, message) => {
    const read = () => readConfig({ ...environment, ...wrong });
    expect(read).toThrow(StartupError);
    expect(read).toThrow(message);
    expect(read).not.toThrow(/\n|very-secret/);
  });
});
