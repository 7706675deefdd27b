import { Constrained, type RequestContext, RequireScope } from '@hostgraph/subgraph-kit';
import { Arg, Ctx, Directive, Query, Resolver } from 'type-graphql';
import { principalOfApiKey, principalOfPerson } from './principal.service';
import { Principal } from './principal.type';

/** For the gateway, which alone has the scope: no person and no API key can be given it. */
const GATEWAY_SCOPE = 'principals:read';

@Resolver(() => Principal)
export class PrincipalResolver {
  @Query(() => Principal, {
    nullable: true,
    description: 'Who a person is; null when nobody is known by this name. For the gateway only.',
  })
  @Directive('@inaccessible')
  @RequireScope(GATEWAY_SCOPE)
  principalOfPerson(
    @Ctx() ctx: RequestContext,
    @Arg('issuer', () => String, { description: 'The identity provider, `iss` of its tokens.' })
    @Constrained({ maxLength: 2_000 })
    issuer: string,
    @Arg('subject', () => String, { description: 'Who the person is to it, `sub` of its tokens.' })
    @Constrained({ maxLength: 1_000 })
    subject: string,
  ): Promise<Principal | null> {
    return principalOfPerson(ctx, issuer, subject);
  }

  @Query(() => Principal, {
    nullable: true,
    description:
      'Who shows an API key; null when it is unknown, expired, revoked, or the secret is wrong. For the gateway only.',
  })
  @Directive('@inaccessible')
  @RequireScope(GATEWAY_SCOPE)
  principalOfApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('keyId', () => String, { description: 'The public part of the key.' })
    @Constrained({ maxLength: 100 })
    keyId: string,
    @Arg('secret', () => String, { description: 'The secret part of the key.' })
    @Constrained({ maxLength: 100 })
    secret: string,
  ): Promise<Principal | null> {
    return principalOfApiKey(ctx, keyId, secret);
  }
}
