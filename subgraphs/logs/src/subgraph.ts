import { load, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { ActivityExport } from './activity-export/activity-export.entity';
import { exportsById } from './activity-export/activity-export.loaders';
import {
  ActivityExportResolver,
  CreateActivityLogDownloadPayloadResolver,
  ExportActivityLogPayloadResolver,
} from './activity-export/activity-export.resolver';
import { findExportFile } from './activity-export/export-link';
import { removeExport } from './activity-export/remove-export.job';
import { writeExport } from './activity-export/write-export.job';
import { AuditEvent } from './audit-event/audit-event.entity';
import { OrganizationLogAuditEventsResolver } from './audit-event/audit-event.resolver';
import { LogSearch } from './activity/log-search/log-search.entity';
import { LogSearchResolver } from './activity/log-search/log-search.resolver';
import { LogSource } from './log-source/log-source.entity';
import { LogSourceResolver } from './log-source/log-source.resolver';
import { MailEvent } from './mail-event/mail-event.entity';
import { MailEventResolver } from './explanation/mail-event.resolver';
import { MailServiceResolver } from './activity/mail-service.resolver';
import { MailService } from './foreign/mail-service/mail-service.type';
import { MailboxResolver } from './activity/mailbox.resolver';
import { Mailbox } from './foreign/mailbox/mailbox.type';
import { CreateMailEvent1795478400000 } from './migrations/1795478400000-create-mail-event';
import { CreateSearch1795478500000 } from './migrations/1795478500000-create-search';
import { CreateRetention1795478600000 } from './migrations/1795478600000-create-retention';
import { CreateIngestState1795478700000 } from './migrations/1795478700000-create-ingest-state';
import { CreateMailEventChange1795478900000 } from './migrations/1795478900000-create-mail-event-change';
import { AddSubjectAndSpamVerdict1795479750000 } from './migrations/1795479750000-add-subject-and-spam-verdict';
import { CountIgnoredLines1795630000000 } from './migrations/1795630000000-count-ignored-lines';
import { SayWhoseExport1795600000000 } from './migrations/1795600000000-say-whose-export';
import { PartitionMailEvent1795478800000 } from './migrations/1795478800000-partition-mail-event';
import { MailActivityResolver } from './mail-activity/mail-activity.resolver';
import { CreateActivityExport1795479100000 } from './migrations/1795479100000-create-activity-export';
import { CreateLiveWatch1795479200000 } from './migrations/1795479200000-create-live-watch';
import { SearchMailService1795478850000 } from './migrations/1795478850000-search-mail-service';
import { CreateMailDay1795479300000 } from './migrations/1795479300000-create-mail-day';
import { CreateRetentionOrder1795479500000 } from './migrations/1795479500000-create-retention-order';
import { CreateAuditEvent1795479600000 } from './migrations/1795479600000-create-audit-event';
import { CreateOperatorSearch1795479700000 } from './migrations/1795479700000-create-operator-search';
import { OperatorLogResolver } from './operator-log/operator-log.resolver';
import { OperatorSearch } from './operator-log/operator-search.entity';
import { Organization } from './foreign/organization/organization.type';
import { RetentionBillingResolver } from './retention-order/retention-billing.resolver';
import { RetentionOrder } from './retention-order/retention-order.entity';
import { ordersById } from './retention-order/retention-order.loaders';
import {
  MailServiceRetentionOrdersResolver,
  PendingRetentionOrderResolver,
  RetentionOrderResolver,
} from './retention-order/retention-order.resolver';
import { AcceptNetworkSources1795479250000 } from './migrations/1795479250000-accept-network-sources';
import { Retention } from './retention/retention.entity';
import { User } from './foreign/user/user.type';

export const logsSubgraph: SubgraphDefinition = {
  name: 'logs',
  resolvers: [
    MailboxResolver,
    MailServiceResolver,
    MailEventResolver,
    LogSearchResolver,
    ActivityExportResolver,
    ExportActivityLogPayloadResolver,
    CreateActivityLogDownloadPayloadResolver,
    MailActivityResolver,
    MailServiceRetentionOrdersResolver,
    PendingRetentionOrderResolver,
    RetentionOrderResolver,
    RetentionBillingResolver,
    OrganizationLogAuditEventsResolver,
    LogSourceResolver,
    OperatorLogResolver,
  ],
  orphanedTypes: [Mailbox, MailService, Organization, User],
  // The representation is the entity: it carries what its fields require.
  references: {
    Mailbox: (_ctx, mailbox) => mailbox,
    MailService: (_ctx, mailService) => mailService,
    ExportActivityLogPayload: (_ctx, payload) => payload,
    CreateActivityLogDownloadPayload: (_ctx, payload) => payload,
    MailActivity: (_ctx, activity) => activity,
    ActivityLogExport: (ctx, { id }) => load(ctx, exportsById, id),
    LogRetentionOrder: (ctx, { id }) => load(ctx, ordersById, id),
    Organization: (_ctx, organization) => organization,
  },
  entities: [
    MailEvent,
    LogSearch,
    Retention,
    RetentionOrder,
    AuditEvent,
    LogSource,
    OperatorSearch,
    ActivityExport,
  ],
  migrations: [
    CreateMailEvent1795478400000,
    CreateSearch1795478500000,
    CreateRetention1795478600000,
    CreateIngestState1795478700000,
    PartitionMailEvent1795478800000,
    SearchMailService1795478850000,
    CreateMailEventChange1795478900000,
    CreateActivityExport1795479100000,
    CreateLiveWatch1795479200000,
    CreateMailDay1795479300000,
    CreateRetentionOrder1795479500000,
    CreateAuditEvent1795479600000,
    CreateOperatorSearch1795479700000,
    AcceptNetworkSources1795479250000,
    AddSubjectAndSpamVerdict1795479750000,
    SayWhoseExport1795600000000,
    CountIgnoredLines1795630000000,
  ],
  jobs: [writeExport, removeExport],
  downloads: findExportFile,
  // A page is read in the order of an index until it is full. The planner expects few events of any mailbox, and where
  // a partition is empty it takes it for cheaper to fetch them all and sort: 27,000 a day of a busy one.
  databaseSettings: { enable_sort: 'off' },
};
