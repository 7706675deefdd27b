/**
 * An OpenID provider for demonstrations and tests on one machine. Whoever reaches it signs in as anybody he
 * likes: it is never to be reached from elsewhere.
 */
import { readConfig } from './config';
import { startIdentityProvider } from './server';
import { StartupError } from './startup-error';

async function main(): Promise<void> {
  const starting = startIdentityProvider(readConfig(process.env));
  // Before it is ready, or a signal that comes right then would end the process the hard way. A second
  // signal does so on purpose.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void starting.then((provider) => provider.stop()).then(() => process.exit(0));
    });
  }
  const { issuer } = await starting;
  console.log(`identity-provider: listening as ${issuer}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof StartupError ? `identity-provider: ${error.message}` : error);
  process.exit(1);
});
