import { type CodedError, forbidden } from '@hostgraph/subgraph-kit';
import type { Mailbox } from './mailbox.type';

/** @throws FORBIDDEN */
export function requireViewLogs({ viewerMayViewLogs }: Pick<Mailbox, 'viewerMayViewLogs'>): void {
  // Exactly true: whatever else stands there did not come from mail.
  if (viewerMayViewLogs !== true) throw missingViewLogs();
}

export const missingViewLogs = (): CodedError => forbidden('You lack the right VIEW_LOGS on this mailbox');
