import { MailboxState } from '../mailbox/mailbox-state';
import type { Mailbox } from '../mailbox/mailbox.entity';
import type { SievePublication } from '../sieve-publication/sieve-publication.entity';
import { AutoReplyState, AutoReplySuppression } from './auto-reply-state';
import type { AutoReply } from './auto-reply.entity';

type Activation = Pick<AutoReply, 'startsAt' | 'endsAt' | 'deactivatedAt'>;

/** What keeps a mailbox from answering, whatever its auto-reply says. */
export function suppressionOf(
  { state }: Pick<Mailbox, 'state'>,
  publication: Pick<SievePublication, 'isOverridden'> | null,
): AutoReplySuppression | null {
  if (state === MailboxState.SUSPENDED) return AutoReplySuppression.MAILBOX_SUSPENDED;
  return publication?.isOverridden ? AutoReplySuppression.HAND_WRITTEN_SCRIPT : null;
}

/** @param suppression of its mailbox */
export function effectiveState(
  activation: Activation,
  suppression: AutoReplySuppression | null,
  now: Date,
): AutoReplyState {
  const due = stateBySchedule(activation, now);
  return due === AutoReplyState.ACTIVE && suppression ? AutoReplyState.SUPPRESSED : due;
}

/** When the state changes next if nobody does anything. */
export function nextTransition(activation: Activation, now: Date): Date | null {
  switch (stateBySchedule(activation, now)) {
    case AutoReplyState.SCHEDULED:
      return activation.startsAt;
    case AutoReplyState.ACTIVE:
      return activation.endsAt;
    case AutoReplyState.ENDED:
    case AutoReplyState.OFF:
      return null;
  }
}

function stateBySchedule({ startsAt, endsAt, deactivatedAt }: Activation, now: Date) {
  if (deactivatedAt !== null) return AutoReplyState.OFF;
  if (endsAt !== null && endsAt <= now) return AutoReplyState.ENDED;
  return startsAt > now ? AutoReplyState.SCHEDULED : AutoReplyState.ACTIVE;
}
