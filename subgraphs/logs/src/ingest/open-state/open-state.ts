import type { Repeats } from '../correlation/repeats';
import type { SmtpSession } from '../correlation/smtp-sessions';
import { filingKey, type FilingSummary } from '../dovecot/filing';
import type { SpamVerdict } from '../rspamd/spam-verdict';
import type { Change } from '../tracked-map/change';
import { OpenEntries } from '../queue/open-entries';
import { TrackedMap } from '../tracked-map/tracked-map';

/** What has changed of each part, as of one moment. */
export type OpenStateChanges = Record<
  'entries' | 'sessions' | 'repeats' | 'filings' | 'verdicts',
  readonly Change[]
>;

/** What lines read so far mean for lines still to come. */
export class OpenState {
  /** Messages in a queue, by host and queue id. */
  readonly entries = new OpenEntries();
  /** Open SMTP connections, by host and process id. */
  readonly sessions = new TrackedMap<SmtpSession>();
  /** Identical refusals within one second, by host. */
  readonly repeats = new TrackedMap<Repeats>();
  /** What Dovecot filed and no event is known of; oldest first. */
  readonly filings = new TrackedMap<FilingSummary>();
  /** What a spam filter thinks of messages that are not known; oldest first. */
  readonly verdicts = new TrackedMap<SpamVerdict>();

  takeChanges(): OpenStateChanges {
    return {
      entries: this.entries.takeChanges(),
      sessions: this.sessions.takeChanges(),
      repeats: this.repeats.takeChanges(),
      filings: this.filings.takeChanges(),
      verdicts: this.verdicts.takeChanges(),
    };
  }

  /** For a reader that ends with its files and saves nothing. */
  forgetChanges(): void {
    for (const part of [this.entries, this.sessions, this.repeats, this.filings, this.verdicts])
      part.forgetChanges();
  }
}

/** @param claimed filings that found their event meanwhile, so that they wait no more */
export function withoutFilings(
  changes: OpenStateChanges,
  claimed: readonly FilingSummary[],
): OpenStateChanges {
  const gone = new Set(claimed.map(filingKey));
  const filings = changes.filings.filter(({ key }) => !gone.has(key));
  const forgotten = [...gone].map((key) => ({ key, wasSaved: true, json: undefined }));
  return { ...changes, filings: [...filings, ...forgotten] };
}
