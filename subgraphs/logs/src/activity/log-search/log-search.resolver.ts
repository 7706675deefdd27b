import { RequireScope } from '@hostgraph/subgraph-kit';
import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { User } from '../../foreign/user/user.type';
import { LogSearch } from './log-search.entity';

@Resolver(() => LogSearch)
export class LogSearchResolver {
  @FieldResolver(() => User, {
    nullable: true,
    description:
      'Who searched; null where a program did, with an API key. Their `id` is always told; name and address ' +
      'only to whoever may see that person.',
  })
  @RequireScope('logs:read')
  searchedBy(@Root() { principalKind, principalId }: LogSearch): User | null {
    return principalKind === 'PERSON' ? Object.assign(new User(), { id: principalId }) : null;
  }

  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Id of the API key with which a program searched; null where a person did.',
  })
  @RequireScope('logs:read')
  apiKeyId(@Root() { principalKind, principalId }: LogSearch): string | null {
    return principalKind === 'API_KEY' ? principalId : null;
  }
}
