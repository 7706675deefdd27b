import { Loaders, newId, type RequestContext, Settings } from '@hostgraph/subgraph-kit';
import pino from 'pino';
import { Mailbox, MailboxAddress } from '../../subgraphs/logs/src/foreign/mailbox/mailbox.type';
import { MAILBOXES, mailboxAddress } from './fill';
import type { MailLog } from './start';

/** The context of a request of its own. */
export function requestOn({ database }: MailLog): RequestContext {
  return {
    principal: { kind: 'PERSON', id: 'usr_bench', scopes: ['logs:read', 'mail:read'], roles: {} },
    requestId: newId('req'),
    database,
    loaders: new Loaders(),
    jobs: { enqueue: () => Promise.reject(new Error('reading starts no job')) },
    settings: new Settings(),
    log: pino({ level: 'silent' }),
  };
}

/** A mailbox of the log as the mail subgraph describes it; 1 is the busiest. */
export const mailboxNumber = (rank: number): Mailbox =>
  Object.assign(new Mailbox(), {
    id: `mbx_${rank}`,
    addresses: [
      Object.assign(new MailboxAddress(), {
        address: mailboxAddress(rank),
        assignedAt: '2020-01-01T00:00:00.000Z',
      }),
    ],
    viewerMayViewLogs: true,
  });

/** Mailboxes as they are asked for: a busy one more often. The same ones in each run. */
export const someMailbox = (round: number): Mailbox =>
  mailboxNumber(Math.max(1, Math.floor(MAILBOXES ** (((round * 7919) % 9973) / 9973))));
