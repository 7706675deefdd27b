import { PrincipalKind } from '@hostgraph/subgraph-kit';
import type { Principal } from '@hostgraph/principal';
import { Field, ObjectType } from 'type-graphql';
import { OrganizationRole } from '../organization/organization-role';

@ObjectType({ description: 'That the caller belongs to an organization.' })
export class Membership {
  organizationId!: string;

  @Field(() => OrganizationRole, { description: 'The role of the caller there.' })
  role!: string;
}

@ObjectType({ description: 'Who is calling.' })
export class Viewer {
  id!: string;

  @Field(() => PrincipalKind, { description: 'Whether a person or an API key is calling.' })
  kind!: Principal['kind'];

  @Field(() => [Membership], {
    description:
      'The organizations that the caller belongs to. An API key belongs to one, as an administrator.',
  })
  memberships!: readonly Membership[];
}
