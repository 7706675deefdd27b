/** What has become of one key of the open state, as of one moment. */
export interface Change {
  readonly key: string;
  /** Whether an earlier transaction has saved something under it. */
  readonly wasSaved: boolean;
  /** Undefined: the key is gone. */
  readonly json: string | undefined;
}
