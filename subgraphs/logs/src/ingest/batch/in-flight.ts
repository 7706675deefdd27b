/** Runs one task at a time beside its caller, who hears of its failure when waiting for it. */
export class InFlight {
  #task: Promise<void> | undefined;

  get isIdle(): boolean {
    return this.#task === undefined;
  }

  /** Waits until the running task, if any, has ended. @throws what it threw */
  async flushed(): Promise<void> {
    await this.#task;
  }

  /** Begins a task; none must be running. */
  begin(task: () => Promise<void>): void {
    this.#task = task().then(() => {
      this.#task = undefined;
    });
    // A failure stays, for `flushed`; until then nobody waits for it.
    this.#task.catch(() => undefined);
  }
}
