/** What has become of one key of the open state, as of one moment. */
export interface Change {
  key: string;
  /** Whether an earlier transaction has saved something under it. */
  wasSaved: boolean;
  /** Undefined: the key is gone. */
  json: string | undefined;
}
