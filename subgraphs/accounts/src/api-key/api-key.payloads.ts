import { UserError } from '@hostgraph/subgraph-kit';
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

  @Field(() => [UserError], { description: 'Why there is no new key; empty when there is one.' })
  userErrors!: UserError[];
}

@ObjectType({ description: 'What `createApiKey` answers.' })
export class CreateApiKeyPayload extends NewApiKeyPayload {}

@ObjectType({ description: 'What `rollApiKey` answers.' })
export class RollApiKeyPayload extends NewApiKeyPayload {}

@ObjectType({ description: 'What `revokeApiKey` answers.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey, { nullable: true, description: 'The key as it is now.' })
  apiKey?: ApiKey;

  @Field(() => [UserError], {
    description: 'Why the key was not revoked. Empty: revoking a second time is no error.',
  })
  userErrors!: UserError[];
}
