import { StartupError } from './startup-error';

/** Runs a service as a process of its own: stopped by SIGTERM or SIGINT, exit code 1 when it cannot start. */
export function runService(name: string, start: () => Promise<{ stop(): Promise<void> }>): void {
  const starting = start();
  // Before it is ready, or a signal that comes right then would end the process the hard way. A second
  // signal does so on purpose.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void starting.then((service) => service.stop()).then(() => process.exit(0));
    });
  }
  starting.catch((error: unknown) => {
    console.error(error instanceof StartupError ? `${name}: ${error.message}` : error);
    process.exit(1);
  });
}
