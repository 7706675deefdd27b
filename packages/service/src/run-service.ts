import { StartupError } from './startup-error';

/**
 * Runs a service as a process of its own: stopped by SIGTERM or SIGINT, exit code 1 when it cannot start.
 *
 * A supervisor that started it with an IPC channel is sent `ready`, the message that process managers for Node
 * listen for (pm2, "Graceful Start"). When that channel ends, so does the service: its supervisor was killed
 * and cannot stop it any more.
 */
export function runService(name: string, start: () => Promise<{ stop(): Promise<void> }>): void {
  // In a promise from the start, so that a wrong setting is told like any other failure to start.
  const starting = Promise.resolve().then(start);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= starting.then((service) => service.stop()).then(() => process.exit(0));
  };
  // Before it is ready, or a signal that comes right then would end the process the hard way. A second
  // signal does so on purpose.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  if (process.connected) process.once('disconnect', stop);
  starting
    .then(() => {
      if (process.connected) process.send?.('ready');
    })
    .catch((error: unknown) => {
      console.error(error instanceof StartupError ? `${name}: ${error.message}` : error);
      process.exit(1);
    });
}
