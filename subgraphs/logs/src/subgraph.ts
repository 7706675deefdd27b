import type { SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { MailEvent } from './mail-event/mail-event.entity';
import { MailEventResolver } from './mail-event/mail-event.resolver';
import { MailboxResolver } from './mailbox/mailbox.resolver';
import { Mailbox } from './mailbox/mailbox.type';
import { CreateMailEvent1795478400000 } from './migrations/1795478400000-create-mail-event';
import { CreateIngestState1795478500000 } from './migrations/1795478500000-create-ingest-state';

export const logsSubgraph: SubgraphDefinition = {
  name: 'logs',
  resolvers: [MailboxResolver, MailEventResolver],
  orphanedTypes: [Mailbox],
  // The representation is the mailbox: it carries what its fields require.
  references: { Mailbox: (_ctx, mailbox) => mailbox },
  entities: [MailEvent],
  migrations: [CreateMailEvent1795478400000, CreateIngestState1795478500000],
};
