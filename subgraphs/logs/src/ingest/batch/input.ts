import type { Batch } from './batch';

/** A way in for lines. */
export interface Input {
  /**
   * Gives lines that have come to the batch: at least some, so that no other way in starves it, and no more once
   * the batch is full.
   */
  read(batch: Batch): Promise<void>;
  /** Takes nothing new in; ends when all that has come was given to a batch. `read` is called meanwhile. */
  drain(): Promise<void>;
  /** Lets go of files and ports. */
  close(): Promise<void>;
}
