import {
  Authenticated,
  type Connection,
  ConnectionArgs,
  connectionType,
  Cost,
  load,
  type RequestContext,
  RequireScope,
} from '@hostgraph/subgraph-kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Organization } from '../organization/organization.entity';
import { organizationsById } from '../organization/organization.loaders';
import { User } from '../user/user.entity';
import { usersById } from '../user/user.loaders';
import { ApiKey } from './api-key.entity';
import { CreateApiKeyInput, RevokeApiKeyInput, RollApiKeyInput } from './api-key.inputs';
import { CreateApiKeyPayload, RevokeApiKeyPayload, RollApiKeyPayload } from './api-key.payloads';
import { type ApiKeyOutcome, createApiKey, listApiKeys, revokeApiKey, rollApiKey } from './api-key.service';

const ApiKeyConnection = connectionType('ApiKey', () => ApiKey, 'API keys');

@Resolver(() => Organization)
export class OrganizationApiKeysResolver {
  @FieldResolver(() => ApiKeyConnection, {
    nullable: true,
    description:
      'Its API keys, the newest first, also expired and revoked ones. For administrators and legal responsibles.',
  })
  @RequireScope('api-keys:read')
  apiKeys(
    @Ctx() ctx: RequestContext,
    @Root() organization: Organization,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<ApiKey> | null> {
    return listApiKeys(ctx, organization, page);
  }
}

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  @FieldResolver(() => Organization, { nullable: true, description: 'The organization in which it acts.' })
  @Authenticated()
  organization(@Ctx() ctx: RequestContext, @Root() key: ApiKey): Promise<Organization | null> {
    return load(ctx, organizationsById, key.organizationId);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description:
      'The person who created it; null when it was another API key, or somebody who no longer belongs here.',
  })
  @Authenticated()
  createdBy(@Ctx() ctx: RequestContext, @Root() key: ApiKey): Promise<User | null> {
    return load(ctx, usersById, key.createdById);
  }

  @Mutation(() => CreateApiKeyPayload, {
    nullable: true,
    description:
      'Creates an API key that acts in one organization. For its administrators and legal responsibles. ' +
      'The secret is in the answer and can never be read again.',
  })
  @Cost(50)
  @RequireScope('api-keys:write')
  createApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CreateApiKeyInput, { description: 'What the key is to be.' })
    input: CreateApiKeyInput,
  ): Promise<ApiKeyOutcome> {
    return createApiKey(ctx, input);
  }

  @Mutation(() => RollApiKeyPayload, {
    nullable: true,
    description:
      'Replaces an API key by a new one with the same name, scopes and time of expiry. The old one is accepted for ' +
      'some days of grace, but never longer than it would have been. For administrators and legal responsibles.',
  })
  @Cost(50)
  @RequireScope('api-keys:write')
  rollApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RollApiKeyInput, { description: 'Which key, and with what grace.' })
    input: RollApiKeyInput,
  ): Promise<ApiKeyOutcome> {
    return rollApiKey(ctx, input);
  }

  @Mutation(() => RevokeApiKeyPayload, {
    nullable: true,
    description:
      'Ends an API key for good, within seconds everywhere. For administrators and legal responsibles.',
  })
  @RequireScope('api-keys:write')
  revokeApiKey(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => RevokeApiKeyInput, { description: 'Which key.' })
    input: RevokeApiKeyInput,
  ): Promise<ApiKeyOutcome> {
    return revokeApiKey(ctx, input);
  }
}
