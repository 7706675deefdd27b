import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { eventually } from './eventually';

const PROBE = join(__dirname, 'event-loop-probe.cjs');

/** What makes the programs of a stack tell of their event loops. */
export const probeEnvironment = (folder: string): Record<string, string> => ({
  NODE_OPTIONS: `--require ${JSON.stringify(PROBE)}`,
  EVENT_LOOP_PROBES: folder,
});

export interface EventLoop {
  readonly program: string;
  /** Another one when the program ended and was started again. */
  readonly pid: number;
  /** CPU time that the loop was busy at a stretch, at most, since it was asked before. */
  readonly stretchMs: number;
}

/** Who does not answer by then is taken to have stopped for good. */
const PATIENCE_MS = 60_000;

/**
 * Asks the programs that were started with `probeEnvironment`. Resolves when the loops of all of them turn again.
 *
 * @throws Error when one of them does not
 */
export const readEventLoops = (folder: string): Promise<EventLoop[]> =>
  Promise.all(readdirSync(folder).map((file) => read(folder, file)));

async function read(folder: string, file: string): Promise<EventLoop> {
  const program = file.replace('.sock', '');
  // Nobody is there while it is started again.
  const told = await eventually(
    () => ask(join(folder, file)),
    (answer) => answer !== undefined,
  );
  if (told === 'BLOCKED') throw new Error(`${program} is blocked for more than ${PATIENCE_MS / 1000} s`);
  return { program, ...(told as Omit<EventLoop, 'program'>) };
}

async function ask(path: string): Promise<unknown> {
  const socket = connect(path);
  let isBlocked = false;
  socket.setTimeout(PATIENCE_MS, () => {
    isBlocked = true;
    socket.destroy(new Error('it does not answer'));
  });
  return json(socket).catch(() => (isBlocked ? 'BLOCKED' : undefined));
}
