import { load, type SubgraphDefinition } from '@hostgraph/subgraph-kit';
import { ActivityExportResolver } from './foreign/activity-export/activity-export.resolver';
import { ActivityExport } from './foreign/activity-export/activity-export.type';
import { AliasResolver } from './administration/alias/alias.resolver';
import { CatchAllResolver } from './administration/catch-all/catch-all.resolver';
import { GeneralRightsResolver } from './permission/general-rights/general-rights.resolver';
import { MailServicePermissionsResolver } from './permission/mail-service-action/mail-service-permission.resolver';
import { MailboxPermissionsResolver } from './permission/mailbox-action/mailbox-permission.resolver';
import { MailboxCreationResolver } from './administration/mailbox-creation/mailbox-creation.resolver';
import {
  DeletedMailboxResolver,
  MailServiceDeletedMailboxesResolver,
} from './administration/mailbox-deletion/mailbox-deletion.resolver';
import { removeMailbox } from './administration/mailbox-deletion/remove-mailbox.job';
import { MailboxGrant } from './permission/mailbox-grant/mailbox-grant.entity';
import {
  MailboxGrantResolver,
  MailboxGrantsResolver,
} from './permission/mailbox-grant/mailbox-grant.resolver';
import { MailboxMemberResolver } from './administration/mailbox-member/mailbox-member.resolver';
import { MailboxPasswordResolver } from './administration/mailbox-password/mailbox-password.resolver';
import { MailboxSettingsResolver } from './administration/mailbox-settings/mailbox-settings.resolver';
import { Redirection } from './administration/redirection/redirection.entity';
import { RedirectionResolver } from './administration/redirection/redirection.resolver';
import { tellUsers } from './permission/right-notice/right-notice.job';
import { RightChange } from './permission/right-change/right-change.entity';
import {
  MailboxRightChangesResolver,
  RightChangeResolver,
} from './permission/right-change/right-change.resolver';
import { AuditEvent } from './audit-event/audit-event.entity';
import { OrganizationMailAuditEventsResolver } from './audit-event/audit-event.resolver';
import { AutoReply } from './auto-replies/auto-reply/auto-reply.entity';
import {
  AutoReplyContentResolver,
  AutoReplyResolver,
  MailboxAutoRepliesResolver,
} from './auto-replies/auto-reply/auto-reply.resolver';
import { AutoReplyTemplate } from './auto-replies/template/auto-reply-template.entity';
import {
  AutoReplyTemplateResolver,
  MailServiceAutoReplyTemplatesResolver,
} from './auto-replies/template/auto-reply-template.resolver';
import { AutoReplyTemplateText } from './auto-replies/template/auto-reply-template-text.entity';
import { MailService } from './directory/mail-service/mail-service.entity';
import { mailServicesById } from './directory/mail-service/mail-service.loaders';
import {
  MailServiceResolver,
  OrganizationMailServicesResolver,
} from './directory/mail-service/mail-service.resolver';
import { MailboxAddress } from './directory/mailbox-address/mailbox-address.entity';
import { Mailbox } from './directory/mailbox/mailbox.entity';
import { mailboxesById } from './directory/mailbox/mailbox.loaders';
import { MailboxResolver, MailServiceMailboxesResolver } from './directory/mailbox/mailbox.resolver';
import { CreateMailService1795478400000 } from './migrations/1795478400000-create-mail-service';
import { CreateMailbox1795478500000 } from './migrations/1795478500000-create-mailbox';
import { CreateMailboxRight1795478600000 } from './migrations/1795478600000-create-mailbox-right';
import { AddDomainAssignedAt1795478850000 } from './migrations/1795478850000-add-domain-assigned-at';
import { AddMailboxSettings1795570000000 } from './migrations/1795570000000-add-mailbox-settings';
import { CreateAuditEvent1795570050000 } from './migrations/1795570050000-create-audit-event';
import { LetGrantsExpire1795570100000 } from './migrations/1795570100000-let-grants-expire';
import { CreateMailServerViews1795571000000 } from './migrations/1795571000000-create-mail-server-views';
import { CreateSortingRule1795572000000 } from './migrations/1795572000000-create-sorting-rule';
import { CreateSievePublication1795572100000 } from './migrations/1795572100000-create-sieve-publication';
import { CreateSignature1795574000000 } from './migrations/1795574000000-create-signature';
import { TakeLongestLanguage1795620000000 } from './migrations/1795620000000-take-longest-language';
import { CreateAutoReplyTemplate1795573000000 } from './migrations/1795573000000-create-auto-reply-template';
import { CreateAutoReply1795573100000 } from './migrations/1795573100000-create-auto-reply';
import { BreakRedirectionCircles1795650000000 } from './migrations/1795650000000-break-redirection-circles';
import { KeepPublicationsUp1795660000000 } from './migrations/1795660000000-keep-publications-up';
import { SayWhoMayAct1795600100000 } from './migrations/1795600100000-say-who-may-act';
import { findOrganization } from './directory/organization/organization.service';
import { Organization } from './directory/organization/organization.type';
import { RetentionOrderResolver } from './foreign/retention-order/retention-order.resolver';
import { RetentionOrder } from './foreign/retention-order/retention-order.type';
import { publishSieve } from './sieve-publisher/publish-sieve.job';
import { SievePublication } from './sieve-publication/sieve-publication.entity';
import { RuleForwardingResolver } from './sorting/rule-forwarding/rule-forwarding.resolver';
import { renewDuePublications } from './sieve-publisher/renew-due.round';
import {
  MailboxSievePublicationResolver,
  SievePublicationResolver,
} from './sieve-publication/sieve-publication.resolver';
import { SignatureTemplate } from './signatures/template/signature-template.entity';
import {
  MailServiceSignatureTemplatesResolver,
  SignatureTemplateResolver,
} from './signatures/template/signature-template.resolver';
import { Signature } from './signatures/signature/signature.entity';
import { MailboxSignaturesResolver, SignatureResolver } from './signatures/signature/signature.resolver';
import {
  MailServiceSortingRuleTemplatesResolver,
  SortingRuleTemplateResolver,
} from './sorting/template/sorting-rule-template.resolver';
import { SortingRuleTemplate } from './sorting/template/sorting-rule-template.entity';
import { checkFolders, checkFoldersAgain } from './sieve-publisher/check-folders.job';
import { SortingRule } from './sorting/rule/sorting-rule.entity';
import { MailboxSortingRulesResolver, SortingRuleResolver } from './sorting/rule/sorting-rule.resolver';
import { SortingTrialResolver } from './sorting/trial/sorting-trial.resolver';
import { User } from './directory/user/user.type';

export const mailSubgraph: SubgraphDefinition = {
  name: 'mail',
  resolvers: [
    OrganizationMailServicesResolver,
    OrganizationMailAuditEventsResolver,
    MailServiceResolver,
    MailServiceMailboxesResolver,
    MailboxResolver,
    MailServiceAutoReplyTemplatesResolver,
    AutoReplyTemplateResolver,
    MailboxAutoRepliesResolver,
    AutoReplyContentResolver,
    AutoReplyResolver,
    MailboxSievePublicationResolver,
    SievePublicationResolver,
    MailServiceSignatureTemplatesResolver,
    SignatureTemplateResolver,
    MailboxSignaturesResolver,
    SignatureResolver,
    MailboxPermissionsResolver,
    MailServicePermissionsResolver,
    MailboxCreationResolver,
    MailboxSettingsResolver,
    MailboxPasswordResolver,
    MailServiceDeletedMailboxesResolver,
    DeletedMailboxResolver,
    AliasResolver,
    RedirectionResolver,
    RuleForwardingResolver,
    CatchAllResolver,
    MailboxMemberResolver,
    MailboxGrantResolver,
    MailboxGrantsResolver,
    RightChangeResolver,
    ActivityExportResolver,
    RetentionOrderResolver,
    MailboxRightChangesResolver,
    GeneralRightsResolver,
    MailServiceSortingRuleTemplatesResolver,
    SortingRuleTemplateResolver,
    MailboxSortingRulesResolver,
    SortingRuleResolver,
    SortingTrialResolver,
  ],
  orphanedTypes: [ActivityExport, Organization, RetentionOrder, User],
  references: {
    Organization: (ctx, { id }) => findOrganization(ctx, id),
    MailService: (ctx, { id }) => load(ctx, mailServicesById, id),
    Mailbox: (ctx, { id }) => load(ctx, mailboxesById, id),
    ActivityLogExport: (_ctx, activityExport) => activityExport,
    LogRetentionOrder: (_ctx, order) => order,
  },
  entities: [
    MailService,
    Mailbox,
    MailboxAddress,
    SievePublication,
    SignatureTemplate,
    Signature,
    AutoReplyTemplate,
    AutoReplyTemplateText,
    AutoReply,
    MailboxGrant,
    RightChange,
    Redirection,
    SortingRuleTemplate,
    SortingRule,
    AuditEvent,
  ],
  migrations: [
    CreateMailService1795478400000,
    CreateMailbox1795478500000,
    CreateMailboxRight1795478600000,
    AddDomainAssignedAt1795478850000,
    AddMailboxSettings1795570000000,
    CreateAuditEvent1795570050000,
    LetGrantsExpire1795570100000,
    CreateMailServerViews1795571000000,
    CreateSortingRule1795572000000,
    CreateSievePublication1795572100000,
    CreateSignature1795574000000,
    TakeLongestLanguage1795620000000,
    CreateAutoReplyTemplate1795573000000,
    CreateAutoReply1795573100000,
    SayWhoMayAct1795600100000,
    BreakRedirectionCircles1795650000000,
    KeepPublicationsUp1795660000000,
  ],
  jobs: [publishSieve, checkFolders, checkFoldersAgain, removeMailbox, tellUsers],
  rounds: [renewDuePublications],
};
