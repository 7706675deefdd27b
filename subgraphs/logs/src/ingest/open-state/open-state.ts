import type { QueueEntry } from '../correlation/queue-entry';
import type { Repeats } from '../correlation/repeats';
import type { SmtpSession } from '../correlation/smtp-sessions';
import type { FilingSummary } from '../dovecot/filing-buffer';
import { TrackedMap } from './tracked-map';

/** What lines read so far mean for lines still to come. */
export class OpenState {
  /** Messages in a queue, by host and queue id; oldest first. */
  readonly entries = new TrackedMap<QueueEntry>();
  /** Open SMTP connections, by host and process id. */
  readonly sessions = new TrackedMap<SmtpSession>();
  /** Identical refusals within one second, by host. */
  readonly repeats = new TrackedMap<Repeats>();
  /** What Dovecot filed and no event is known of; oldest first. */
  readonly filings = new TrackedMap<FilingSummary>();

  /** For a reader that ends with its files and saves nothing. */
  forgetChanges(): void {
    for (const map of [this.entries, this.sessions, this.repeats, this.filings]) map.takeChanges();
  }
}
