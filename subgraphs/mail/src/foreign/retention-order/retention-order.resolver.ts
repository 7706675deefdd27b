import { load, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { mailServicesById } from '../../directory/mail-service/mail-service.loaders';
import { RetentionOrder } from './retention-order.type';

@Resolver(() => RetentionOrder)
export class RetentionOrderResolver {
  @FieldResolver(() => MailService, {
    nullable: true,
    description:
      'The mail service that it is for; null for those who do not see it, such as billing. API keys need the scope ' +
      'mail:read.',
  })
  @Directive('@requires(fields: "mailServiceId")')
  @RequireScope('mail:read')
  mailService(
    @Ctx() ctx: RequestContext,
    @Root() { mailServiceId }: RetentionOrder,
  ): Promise<MailService | null> {
    return load(ctx, mailServicesById, mailServiceId);
  }
}
