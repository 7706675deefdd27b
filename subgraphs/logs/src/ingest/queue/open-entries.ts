import type { QueueEntry } from './queue-entry';
import { Chain } from './chain';
import type { Change } from '../tracked-map/change';

/** The messages in the queue of one host. */
export class HostQueue {
  readonly entries = new Map<string, QueueEntry>();
  /** Those not given out since their last change; the one least recently spoken of comes first. */
  readonly unsettled = new Chain<QueueEntry>();
}

/** The messages in the queues of all hosts; each host has a clock and a log of its own. */
export class OpenEntries {
  readonly #hosts = new Map<string, HostQueue>();
  readonly #byAge = new Chain<QueueEntry>();
  readonly #changed = new Set<QueueEntry>();
  #count = 0;
  /** How often messages were opened or spoken of, since the state was empty. */
  #clock = 0;

  get size(): number {
    return this.#count;
  }

  get oldest(): QueueEntry | undefined {
    return this.#byAge.first;
  }

  queues(): Iterable<HostQueue> {
    return this.#hosts.values();
  }

  get(host: string, queueId: string): QueueEntry | undefined {
    return this.#hosts.get(host)?.entries.get(queueId);
  }

  queueOf(host: string): HostQueue {
    let queue = this.#hosts.get(host);
    if (queue === undefined) this.#hosts.set(host, (queue = new HostQueue()));
    return queue;
  }

  /** @param entry whose host has no entry with its queue id */
  add(entry: QueueEntry): void {
    entry.openedAs = ++this.#clock;
    this.#insert(entry);
    this.touch(entry);
  }

  /** Puts back what was saved before, in the order it had. */
  restore(entries: readonly QueueEntry[]): void {
    for (const entry of entries.toSorted((a, b) => a.openedAs - b.openedAs)) this.#insert(entry);
    for (const entry of entries.toSorted((a, b) => a.changedAs - b.changedAs)) {
      if (!entry.isSettled) entry.silence = this.queueOf(entry.host).unsettled.append(entry);
      this.#clock = Math.max(this.#clock, entry.openedAs, entry.changedAs);
    }
  }

  /** A line speaks of the message, so that it is to be given out (again). */
  touch(entry: QueueEntry): void {
    entry.changedAs = ++this.#clock;
    entry.readAt = performance.now();
    entry.isSettled = false;
    this.#changed.add(entry);
    const { unsettled } = this.queueOf(entry.host);
    if (entry.silence === undefined) entry.silence = unsettled.append(entry);
    else unsettled.moveToEnd(entry.silence);
  }

  /** The message is given out, or has nothing to give out. */
  flush(entry: QueueEntry): void {
    if (entry.silence === undefined) return;
    this.queueOf(entry.host).unsettled.remove(entry.silence);
    entry.silence = undefined;
    entry.isSettled = true;
    this.#changed.add(entry);
  }

  delete(entry: QueueEntry): void {
    if (entry.age === undefined) return;
    this.flush(entry);
    this.#byAge.remove(entry.age);
    entry.age = undefined;
    this.queueOf(entry.host).entries.delete(entry.queueId);
    // What came and went unsaved, as most do, is nothing to save and must not stay in memory until then.
    if (entry.isSaved) this.#changed.add(entry);
    else this.#changed.delete(entry);
    this.#count -= 1;
  }

  takeChanges(): Change[] {
    const changes: Change[] = [];
    for (const entry of this.#changed) {
      const { key, isSaved: wasSaved } = entry;
      entry.isSaved = entry.age !== undefined;
      if (entry.isSaved) changes.push({ key, wasSaved, json: JSON.stringify(entry) });
      else if (wasSaved) changes.push({ key, wasSaved, json: undefined });
    }
    this.#changed.clear();
    return changes;
  }

  forgetChanges(): void {
    this.#changed.clear();
  }

  #insert(entry: QueueEntry): void {
    this.queueOf(entry.host).entries.set(entry.queueId, entry);
    entry.age = this.#byAge.append(entry);
    this.#count += 1;
  }
}
