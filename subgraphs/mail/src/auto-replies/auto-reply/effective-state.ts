import { MailboxState } from '../../directory/mailbox/mailbox-state';
import type { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { SievePublicationState } from '../../sieve-publication/publication-state';
import type { SievePublication } from '../../sieve-publication/sieve-publication.entity';
import { AutoReplyState, AutoReplySuppression } from './auto-reply-state';
import type { AutoReply } from './auto-reply.entity';

type Activation = Pick<AutoReply, 'startsAt' | 'endsAt' | 'deactivatedAt'>;

type Stored = Activation & Pick<AutoReply, 'id' | 'updatedAt'>;

/** What the mail server has of a mailbox; null where nothing was ever to be brought to it. */
type Server = Pick<SievePublication, 'state' | 'isOverridden' | 'autoReplyId' | 'autoReplyUpdatedAt'> | null;

/** What keeps an auto-reply from answering, whatever it says itself. */
export function suppressionOf(
  autoReply: Stored,
  { state }: Pick<Mailbox, 'state'>,
  server: Server,
): AutoReplySuppression | null {
  if (state === MailboxState.SUSPENDED) return AutoReplySuppression.MAILBOX_SUSPENDED;
  if (server?.isOverridden) return AutoReplySuppression.HAND_WRITTEN_SCRIPT;
  const isLeftOut =
    autoReply.deactivatedAt === null &&
    server?.state === SievePublicationState.PARTIAL &&
    server.autoReplyId !== autoReply.id;
  return isLeftOut ? AutoReplySuppression.REFUSED : null;
}

/**
 * What an auto-reply does, by what **the server** has: what is stored and has not come there is PENDING. Without a mail
 * server it is what it would do.
 */
export function effectiveState(
  autoReply: Stored,
  suppression: AutoReplySuppression | null,
  server: Server,
  now: Date,
): AutoReplyState {
  const due = stateBySchedule(autoReply, now);
  const isOnServer = server?.autoReplyId === autoReply.id;
  if (isOnServer) {
    const isAsStored = server.autoReplyUpdatedAt?.getTime() === autoReply.updatedAt.getTime();
    return isAsStored && due !== AutoReplyState.OFF && !suppression ? due : AutoReplyState.PENDING;
  }
  if (due !== AutoReplyState.ACTIVE) return due;
  if (suppression) return AutoReplyState.SUPPRESSED;
  return !server || server.state === SievePublicationState.NOT_CONFIGURED
    ? AutoReplyState.ACTIVE
    : AutoReplyState.PENDING;
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
