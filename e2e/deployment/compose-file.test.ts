import { faultsOf, readComposeFile } from './compose-file';

it('docker-compose.yml is what the Compose Specification allows', async () => {
  expect(faultsOf(await readComposeFile())).toEqual([]);
});

it('what is no string where one has to be is a fault', () => {
  const healthcheck = { test: ['CMD', { 'fetch(ok ? 0': '1)' }] };
  expect(faultsOf({ services: { mail: { image: 'mail', healthcheck } } })).toContain(
    '/services/mail/healthcheck/test/1 must be string',
  );
});
