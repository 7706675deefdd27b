/**
 * An OpenID provider for demonstrations and tests on one machine. Whoever reaches it signs in as anybody he
 * likes: it is never to be reached from elsewhere.
 */
import { runService } from '@hostgraph/service';
import { readConfig } from './config';
import { startIdentityProvider } from './server';

runService('identity-provider', async (environment) => {
  const provider = await startIdentityProvider(readConfig(environment));
  console.log(`identity-provider: listening as ${provider.issuer}`);
  return provider;
});
