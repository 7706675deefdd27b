import type { SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { LogSearch } from './log-search/log-search.entity';
import { LogSearchResolver } from './log-search/log-search.resolver';
import { MailEvent } from './mail-event/mail-event.entity';
import { MailEventResolver } from './mail-event/mail-event.resolver';
import { MailboxResolver } from './mailbox/mailbox.resolver';
import { Mailbox } from './mailbox/mailbox.type';
import { CreateMailEvent1795478400000 } from './migrations/1795478400000-create-mail-event';
import { CreateSearch1795478500000 } from './migrations/1795478500000-create-search';
import { User } from './user/user.type';

export const logsSubgraph: SubgraphDefinition = {
  name: 'logs',
  resolvers: [MailboxResolver, MailEventResolver, LogSearchResolver],
  orphanedTypes: [Mailbox, User],
  // The representation is the mailbox: it carries what its fields require.
  references: { Mailbox: (_ctx, mailbox) => mailbox },
  entities: [MailEvent, LogSearch],
  migrations: [CreateMailEvent1795478400000, CreateSearch1795478500000],
};
