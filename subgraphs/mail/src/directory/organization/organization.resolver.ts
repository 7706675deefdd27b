import {
  type Connection,
  ConnectionArgs,
  load,
  pageKey,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { MailServiceConnection } from '../mail-service/mail-service.connection';
import type { MailService } from '../mail-service/mail-service.entity';
import { mailServicePages } from '../mail-service/mail-service.loaders';
import { Organization } from './organization.type';

@Resolver(() => Organization)
export class OrganizationResolver {
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
