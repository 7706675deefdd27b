import { Constrained } from '@hostgraph/subgraph-kit';
import { ArrayNotEmpty, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { ApiKeyScope } from './api-key-scope';

const MAX_GRACE_DAYS = 7;

/**
 * No control or format characters, such as the right-to-left override that makes one name look like another
 * (Unicode Technical Report 36, 2.6), and no space at either end.
 */
const VISIBLE_NAME = /^(?!\p{Z})[^\p{C}\p{Zl}\p{Zp}]{1,100}(?<!\p{Z})$/u;

@InputType({ description: 'Input of `createApiKey`.' })
export class CreateApiKeyInput {
  @Field(() => ID, { description: 'Id of the organization in which the key acts, `org_…`.' })
  organizationId!: string;

  @Field({ description: 'What people call the key: 1 to 100 visible characters.' })
  @Matches(VISIBLE_NAME, { message: 'name must be 1 to 100 visible characters' })
  @Constrained({ maxLength: 100 })
  name!: string;

  @Field(() => [ApiKeyScope], {
    description:
      'What the key may do: at least one, and none that the caller lacks or that is the operator’s alone.',
  })
  @ArrayNotEmpty({ message: 'scopes must name at least one scope' })
  scopes!: ApiKeyScope[];

  @Field(() => Date, {
    nullable: true,
    description: 'From when on the key is refused, at most 2 years ahead; never when left out.',
  })
  expiresAt?: Date | null;
}

@InputType({ description: 'Input of `rollApiKey`.' })
export class RollApiKeyInput {
  @Field(() => ID, { description: 'Id of the key to be replaced, its 16 letters and digits.' })
  id!: string;

  @Field(() => Int, {
    description: `For how many days the old key is still accepted, 0 to ${MAX_GRACE_DAYS}; 0 ends it at once.`,
  })
  @Min(0, { message: 'graceDays must be at least 0' })
  @Max(MAX_GRACE_DAYS, { message: `graceDays must be at most ${MAX_GRACE_DAYS}` })
  graceDays!: number;
}

@InputType({ description: 'Input of `revokeApiKey`.' })
export class RevokeApiKeyInput {
  @Field(() => ID, { description: 'Id of the key to be revoked, its 16 letters and digits.' })
  id!: string;
}
