import type { Environment } from './environment';
import { endOnFailure } from './end-on-failure';

/**
 * Runs a service as a process of its own: stopped by SIGTERM or SIGINT, exit code 1 when it cannot start.
 *
 * A supervisor that started it with an IPC channel is sent `ready`, the message that process managers for Node
 * listen for (pm2, "Graceful Start"). When that channel ends, so does the service: its supervisor was killed
 * and cannot stop it any more.
 *
 * @param start gets the environment, which has then lost what libraries would read in their own way
 */
export function runService(
  name: string,
  start: (environment: Environment) => Promise<{ stop(): Promise<void> }>,
): void {
  const environment = takeEnvironment();
  // In a promise from the start, so that a wrong setting is told like any other failure to start.
  const starting = Promise.resolve().then(() => start(environment));
  const fail = endOnFailure(name);
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= starting.then((service) => service.stop()).then(() => process.exit(0), fail);
  };
  // Before it is ready, or a signal that comes right then would end the process the hard way. A second
  // signal does so on purpose.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop);
  if (process.connected) process.once('disconnect', stop);
  starting
    .then(() => {
      if (process.connected) process.send?.('ready');
    })
    .catch(fail);
}

/**
 * Variables of ours that libraries read too, and understand otherwise: the gateway's engine ends the process when
 * LOG_LEVEL is `silent`, and with DEBUG others print what no log of ours has in it.
 */
const SHARED_WITH_LIBRARIES = ['LOG_LEVEL', 'DEBUG'];

function takeEnvironment(): Environment {
  // eslint-disable-next-line no-restricted-properties -- it is read here and nowhere else
  const shared = process.env;
  const environment = { ...shared };
  for (const name of SHARED_WITH_LIBRARIES) Reflect.deleteProperty(shared, name);
  return environment;
}
