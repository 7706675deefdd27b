import { listen, newId } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { ActivityStream } from './activity-stream';
import type { StreamMessage } from './event-key';

/** The streams of one process, and the connection on which it is told what happens. It is held while there are any. */
class StreamHub {
  readonly channel = newId('logs_live').toLowerCase();
  readonly #database: DataSource;
  readonly #streams = new Map<string, ActivityStream>();
  #listening: Promise<() => void> | undefined;

  constructor(database: DataSource) {
    this.#database = database;
  }

  async open(id: string): Promise<ActivityStream> {
    const stream = new ActivityStream(() => {
      this.#streams.delete(id);
      if (this.#streams.size === 0) this.#hangUp();
    });
    this.#streams.set(id, stream);
    try {
      this.#listening ??= listen(
        this.#database,
        this.channel,
        (payload) => {
          this.#receive(JSON.parse(payload) as StreamMessage);
        },
        () => {
          this.#closeAll();
        },
      );
      await this.#listening;
    } catch (error) {
      this.#closeAll();
      throw error;
    }
    return stream;
  }

  #receive({ stream: id, keys, ended }: StreamMessage): void {
    const stream = this.#streams.get(id);
    if (ended) stream?.close();
    else stream?.push(keys ?? []);
  }

  /** Without the connection streams would be silent for ever; so they end, and clients come back. */
  #closeAll(): void {
    for (const stream of [...this.#streams.values()]) stream.close();
    this.#listening = undefined;
  }

  #hangUp(): void {
    const listening = this.#listening;
    this.#listening = undefined;
    // One that never came about has been told of where it was waited for.
    listening?.then(
      (close) => {
        close();
      },
      () => undefined,
    );
  }
}

const hubs = new WeakMap<DataSource, StreamHub>();

/** One for each process, or for each of several instances in it. */
export function streamHub(database: DataSource): StreamHub {
  const hub = hubs.get(database) ?? new StreamHub(database);
  hubs.set(database, hub);
  return hub;
}
