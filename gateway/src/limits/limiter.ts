/** What is shared by all who have the same id: a budget, and places for what runs at once. */
export interface Bucket {
  /** Whose it is, such as `organization`; the name of the policy in the header RateLimit. */
  readonly policy: string;
  /** Tells it from all others; nothing that names a network. */
  readonly id: string;
  /** Whether it is a network's, of which no trace is to last longer than the bucket. */
  readonly isNetwork?: boolean;
  /** What comes back into it in a second. */
  readonly rate: number;
  /** What it holds when it is full. */
  readonly burst: number;
  /** How many operations may be in flight at once; undefined where they are not counted. */
  readonly places?: number | undefined;
}

export interface Refusal {
  readonly bucket: Bucket;
  readonly reason: 'BUDGET' | 'PLACES';
  /** When it is worth trying again. */
  readonly retryAfterMs: number;
}

export interface Admission {
  /** Why nothing was taken from any bucket; undefined where it was taken from all. */
  readonly refusal?: Refusal | undefined;
  /** For each bucket the milliseconds until it is full, in the order in which they were asked for. */
  readonly fullAfterMs: readonly number[];
  /** Gives the places back. To be called once. */
  release(): void;
}

export interface AdmissionRequest {
  readonly buckets: readonly Bucket[];
  /** Negative to give back what was taken; 0 to look. */
  readonly cost: number;
  /** Whether it is something that runs, and takes a place until it is released. */
  readonly takesPlace: boolean;
}

/** Takes the cost from all buckets and a place in each, or nothing from any. */
export interface Limiter {
  admit(request: AdmissionRequest): Promise<Admission>;
  close(): Promise<void>;
}

/** Operations end in seconds, so it says little; but whoever has no place has one soon. */
export const RETRY_FOR_PLACE_MS = 1_000;

/**
 * Buckets are kept as the moment at which they will be full again, from which everything else follows: the generic
 * cell rate algorithm (ITU-T I.371), with cells of any size. A bucket that is full is not kept at all.
 */
export const msPerUnit = ({ rate }: Bucket): number => 1_000 / rate;

export const capacityMs = (bucket: Bucket): number => bucket.burst * msPerUnit(bucket);

/** What is in a bucket that will be full after that time. */
export const remainingIn = (bucket: Bucket, fullAfterMs: number): number =>
  Math.max(0, Math.floor(bucket.burst - fullAfterMs / msPerUnit(bucket)));
