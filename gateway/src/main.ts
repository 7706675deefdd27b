import { readConfig } from './config';
import { startGateway } from './server';
import { StartupError } from './startup-error';

async function main(): Promise<void> {
  const gateway = await startGateway(readConfig(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void gateway.stop().then(() => process.exit(0));
    });
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof StartupError ? `gateway: ${error.message}` : error);
  process.exit(1);
});
