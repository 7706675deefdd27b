import { type UserError, UserErrors } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { ApiKey } from './api-key.entity';

@ObjectType()
abstract class NewApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The new key; null when there are `userErrors`.' })
  apiKey?: ApiKey;

  @Field(() => String, {
    nullable: true,
    description:
      'The whole key as a program sends it, `hg_live_…`. It is shown here and never again: we store only a hash. ' +
      'Null when there are `userErrors`.',
  })
  secret?: string;

  @UserErrors('Why there is no new key; empty when there is one.')
  userErrors!: UserError[];
}

@ObjectType({
  description:
    'Result of `createApiKey`: `apiKey` and `secret`, or the `userErrors` for which nothing was changed.',
})
export class CreateApiKeyPayload extends NewApiKeyPayload {}

@ObjectType({
  description:
    'Result of `rollApiKey`: `apiKey` and `secret`, or the `userErrors` for which nothing was changed.',
})
export class RollApiKeyPayload extends NewApiKeyPayload {}

@ObjectType({
  description: 'Result of `revokeApiKey`: `apiKey`, or the `userErrors` for which nothing was changed.',
})
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now.' })
  apiKey?: ApiKey;

  @UserErrors('Why the key was not revoked. Empty: revoking a second time is no error.')
  userErrors!: UserError[];
}
