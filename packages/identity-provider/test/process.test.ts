import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { cleanUp, runProvider, startProvider, testEnvironment } from './harness';

afterEach(cleanUp);

describe('the process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'says where it listens, answers, and stops at %s',
    async (signal) => {
      const { child, line, issuer } = await startProvider(testEnvironment());
      expect(line).toBe(`identity-provider: listening as ${issuer}\n`);
      // By any name, as probes call an address.
      const health = await fetch(`${issuer.replace('127.0.0.1', 'localhost')}/health`);
      expect(health.status).toBe(200);
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
    },
  );

  it('names a busy port on one line', async () => {
    const { issuer } = await startProvider(testEnvironment());
    const { port } = new URL(issuer);
    const { code, stderr } = await runProvider({ ...testEnvironment(), PORT: port });
    expect(stderr).toBe(
      `identity-provider: cannot listen on 127.0.0.1:${port}: the port is already in use\n`,
    );
    expect(code).toBe(1);
  });

  it('takes an unusable key file for a fault, not for a reason to make new keys, and does not print it', async () => {
    const environment = {
      ...testEnvironment(),
      JWKS_FILE: `${testEnvironment()['ACCOUNTS_FILE'] ?? ''}.jwks`,
    };
    writeFileSync(environment.JWKS_FILE, '{"keys":[{"kty":"oct","k":"geheim"}]}');
    const { code, stderr } = await runProvider(environment);
    expect(stderr).toMatch(/^identity-provider: JWKS_FILE: cannot use .*\n$/);
    expect(stderr).not.toContain('geheim');
    expect(code).toBe(1);
  });
});
