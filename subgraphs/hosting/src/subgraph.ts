import { load, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { AuditEvent } from './audit-event/audit-event.entity';
import { OrganizationHostingAuditEventsResolver } from './audit-event/audit-event.resolver';
import { FtpAccount } from './ftp-account/ftp-account.entity';
import { ftpAccountsById } from './ftp-account/ftp-account.loaders';
import { FtpAccountResolver } from './ftp-account/ftp-account.resolver';
import {
  LegacySiteFtpAccountsResolver,
  OrganizationFtpAccountsResolver,
} from './ftp-account/ftp-accounts.resolver';
import { LegacySite } from './legacy-site/legacy-site.entity';
import { legacySitesById } from './legacy-site/legacy-site.loaders';
import { OrganizationLegacySitesResolver } from './legacy-site/legacy-sites.resolver';
import { CreateLegacySite1795478400000 } from './migrations/1795478400000-create-legacy-site';
import { CreateFtpAccount1795478500000 } from './migrations/1795478500000-create-ftp-account';
import { AddFtpAccountLogin1795575000000 } from './migrations/1795575000000-add-ftp-account-login';
import { CreateAuditEvent1795575050000 } from './migrations/1795575050000-create-audit-event';
import { CreateFtpLogin1795575100000 } from './migrations/1795575100000-create-ftp-login';
import { CreateFtpAccountRequest1795575150000 } from './migrations/1795575150000-create-ftp-account-request';
import { CreateUsernameMigration1795576000000 } from './migrations/1795576000000-create-username-migration';
import { AcceptFormerUsernames1795576100000 } from './migrations/1795576100000-accept-former-usernames';
import { LetMigrationsRunSideBySide1795600000000 } from './migrations/1795600000000-let-migrations-run-side-by-side';
import { GiveOutFreeUids1795640000000 } from './migrations/1795640000000-give-out-free-uids';
import { findOrganization } from './organization/organization.service';
import { Organization } from './organization/organization.type';
import { remindOwners, tellOwners } from './owner-notice/owner-notice.job';
import { FormerUsernameResolver } from './username-migration/former-username.resolver';
import { UsernameChange } from './username-migration/username-change.entity';
import { UsernameChangeResolver } from './username-migration/username-change.resolver';
import { UsernameMigration } from './username-migration/username-migration.entity';
import { migrateUsernames } from './username-migration/username-migration.job';
import { UsernameMigrationResolver } from './username-migration/username-migration.resolver';

/** Sites on the former hosting platforms, and the FTP accounts that reach their files. */
export const hostingSubgraph: SubgraphDefinition = {
  name: 'hosting',
  resolvers: [
    OrganizationLegacySitesResolver,
    OrganizationFtpAccountsResolver,
    LegacySiteFtpAccountsResolver,
    FtpAccountResolver,
    OrganizationHostingAuditEventsResolver,
    FormerUsernameResolver,
    UsernameMigrationResolver,
    UsernameChangeResolver,
  ],
  orphanedTypes: [Organization],
  references: {
    Organization: (ctx, { id }) => findOrganization(ctx, id),
    LegacySite: (ctx, { id }) => load(ctx, legacySitesById, id),
    FtpAccount: (ctx, { id }) => load(ctx, ftpAccountsById, id),
  },
  entities: [LegacySite, FtpAccount, AuditEvent, UsernameMigration, UsernameChange],
  migrations: [
    CreateLegacySite1795478400000,
    CreateFtpAccount1795478500000,
    AddFtpAccountLogin1795575000000,
    CreateAuditEvent1795575050000,
    CreateFtpLogin1795575100000,
    CreateFtpAccountRequest1795575150000,
    CreateUsernameMigration1795576000000,
    AcceptFormerUsernames1795576100000,
    LetMigrationsRunSideBySide1795600000000,
    GiveOutFreeUids1795640000000,
  ],
  jobs: [migrateUsernames, tellOwners, remindOwners],
};
