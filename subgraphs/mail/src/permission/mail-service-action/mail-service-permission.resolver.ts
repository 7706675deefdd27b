import { Cost, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { MailServiceAction } from './mail-service-action';
import { listServicePermissions } from './mail-service-permission.service';
import { MailServicePermission } from './mail-service-permission.type';

@Resolver(() => MailService)
export class MailServicePermissionsResolver {
  @FieldResolver(() => [MailServicePermission], {
    description:
      'What you can do with it now, and why not. The mutations decide in the same way, at the moment when they are ' +
      'called.',
  })
  @Cost(5)
  @RequireScope('mail:read')
  viewerCan(
    @Ctx() ctx: RequestContext,
    @Root() mailService: MailService,
    @Arg('actions', () => [MailServiceAction], {
      nullable: true,
      description: 'What to answer, in this order; all where it is left out.',
    })
    actions?: MailServiceAction[] | null,
  ): MailServicePermission[] {
    return listServicePermissions(ctx, mailService, actions);
  }
}
