import { readConfig } from './config';
import { startGateway } from './server';
import { StartupError } from './startup-error';

async function main(): Promise<void> {
  const starting = startGateway(readConfig(process.env));
  // Before it is ready, or a signal that comes right then would end the process the hard way. A second
  // signal does so on purpose.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void starting.then((gateway) => gateway.stop()).then(() => process.exit(0));
    });
  }
  await starting;
}

main().catch((error: unknown) => {
  console.error(error instanceof StartupError ? `gateway: ${error.message}` : error);
  process.exit(1);
});
