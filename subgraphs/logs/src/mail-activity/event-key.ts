/** What an event is found by. Of one order, and short: many go in one notification. */
export type EventKey = readonly [domain: string, localPart: string, occurredAt: string, id: string];

/** What the ingest tells a stream. */
export interface StreamMessage {
  readonly stream: string;
  /** Events that are new or have changed. */
  readonly keys?: readonly EventKey[];
  /** The right to follow has been withdrawn. */
  readonly ended?: true;
}
