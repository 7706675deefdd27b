import type { SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { LogSearch } from './log-search/log-search.entity';
import { LogSearchResolver } from './log-search/log-search.resolver';
import { MailEvent } from './mail-event/mail-event.entity';
import { MailEventResolver } from './mail-event/mail-event.resolver';
import { MailServiceResolver } from './mail-service/mail-service.resolver';
import { MailService } from './mail-service/mail-service.type';
import { MailboxResolver } from './mailbox/mailbox.resolver';
import { Mailbox } from './mailbox/mailbox.type';
import { CreateMailEvent1795478400000 } from './migrations/1795478400000-create-mail-event';
import { CreateSearch1795478500000 } from './migrations/1795478500000-create-search';
import { CreateRetention1795478600000 } from './migrations/1795478600000-create-retention';
import { CreateIngestState1795478700000 } from './migrations/1795478700000-create-ingest-state';
import { CreateMailEventChange1795478900000 } from './migrations/1795478900000-create-mail-event-change';
import { PartitionMailEvent1795478800000 } from './migrations/1795478800000-partition-mail-event';
import { CreateMailDay1795479300000 } from './migrations/1795479300000-create-mail-day';
import { AddSearchReading1795479400000 } from './migrations/1795479400000-add-search-reading';
import { Retention } from './retention/retention.entity';
import { User } from './user/user.type';

export const logsSubgraph: SubgraphDefinition = {
  name: 'logs',
  resolvers: [MailboxResolver, MailServiceResolver, MailEventResolver, LogSearchResolver],
  orphanedTypes: [Mailbox, MailService, User],
  // The representation is the entity: it carries what its fields require.
  references: { Mailbox: (_ctx, mailbox) => mailbox, MailService: (_ctx, mailService) => mailService },
  entities: [MailEvent, LogSearch, Retention],
  migrations: [
    CreateMailEvent1795478400000,
    CreateSearch1795478500000,
    CreateRetention1795478600000,
    CreateIngestState1795478700000,
    PartitionMailEvent1795478800000,
    CreateMailEventChange1795478900000,
    CreateMailDay1795479300000,
    AddSearchReading1795479400000,
  ],
  // A page is read in the order of an index until it is full. The planner expects few events of any mailbox, and where
  // a partition is empty it takes it for cheaper to fetch them all and sort: 27,000 a day of a busy one.
  databaseSettings: { enable_sort: 'off' },
};
