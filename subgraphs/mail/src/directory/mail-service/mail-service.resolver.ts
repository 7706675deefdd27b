import {
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  pageKey,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { MailDomain } from '../mail-domain/mail-domain.type';
import { domainsByMailService } from '../mail-domain/mail-domain.loaders';
import { Organization } from '../organization/organization.type';
import { MailService } from './mail-service.entity';
import { mailServicePages } from './mail-service.loaders';
import { getMailService, isAdministered } from './mail-service.service';

const MailServiceConnection = connectionType('MailService', () => MailService, 'mail services');

@Resolver(() => MailService)
export class MailServiceResolver {
  @Query(() => MailService, {
    nullable: true,
    description: 'A mail service that you may see; NOT_FOUND when there is none.',
  })
  @RequireScope('mail:read')
  mailService(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID, { description: 'Its id, `msv_…`.' }) id: string,
  ): Promise<MailService> {
    return getMailService(ctx, id);
  }

  @FieldResolver(() => Organization, { nullable: true, description: 'Whose it is.' })
  @RequireScope('mail:read')
  organization(@Root() { organizationId }: MailService): Organization {
    return Object.assign(new Organization(), { id: organizationId });
  }

  /** Complete, and not a connection: the logs join a mail service with its log by all of them (`@requires`). */
  @FieldResolver(() => [MailDomain], {
    description: 'The domains in which its mailboxes have addresses, by name; at most 100.',
  })
  @RequireScope('mail:read')
  async domains(@Ctx() ctx: RequestContext, @Root() { id }: MailService): Promise<readonly MailDomain[]> {
    return (await load(ctx, domainsByMailService, id)) ?? [];
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the activity log of the whole service is open to you, as it is to the legal responsibles and ' +
      'administrators of its organization.',
  })
  @RequireScope('mail:read')
  viewerMayViewLogs(@Ctx() ctx: RequestContext, @Root() mailService: MailService): boolean {
    return isAdministered(ctx, mailService);
  }
}

@Resolver(() => Organization)
export class OrganizationMailServicesResolver {
  @FieldResolver(() => MailServiceConnection, {
    nullable: true,
    description:
      "The organization's mail services by name. Administrators see all of them; collaborators those with at " +
      'least one mailbox that they may see.',
  })
  @RequireScope('mail:read')
  mailServices(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<MailService> | null> {
    return load(ctx, mailServicePages, pageKey(organization.id, page));
  }
}
