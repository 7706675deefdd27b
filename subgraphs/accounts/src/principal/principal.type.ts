import { PrincipalKind } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { OrganizationRole } from '../organization/organization-role';

@ObjectType({ description: 'The role that a caller has in one organization. For the gateway only.' })
@Directive('@inaccessible')
export class PrincipalRole {
  @Field(() => ID, { description: 'Id of the organization.' })
  organizationId!: string;

  @Field(() => OrganizationRole, { description: 'The role there.' })
  role!: OrganizationRole;
}

@ObjectType({ description: 'Who is calling and what they may do. For the gateway only.' })
@Directive('@inaccessible')
export class Principal {
  @Field(() => PrincipalKind, { description: 'Person or API key.' })
  kind!: keyof typeof PrincipalKind;

  @Field(() => ID, { description: 'Id of the user or API key.' })
  id!: string;

  @Field(() => [String], { description: 'What the credential allows, such as `mail:read`.' })
  scopes!: readonly string[];

  @Field(() => [PrincipalRole], { description: 'The organizations that the caller belongs to.' })
  roles!: readonly PrincipalRole[];
}
