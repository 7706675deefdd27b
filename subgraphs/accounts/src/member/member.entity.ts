import { quoted } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { OrganizationRole } from '../organization/organization-role';

@Entity('membership')
@Check('membership_role_check', `role IN (${quoted(OrganizationRole)})`)
@ObjectType({ description: 'Somebody who belongs to an organization.' })
export class Member {
  @PrimaryColumn('text', { name: 'organization_id' })
  organizationId!: string;

  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @Column('text')
  @Field(() => OrganizationRole, { description: 'The role of this person in the organization.' })
  role!: OrganizationRole;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field({ description: 'When this person joined.' })
  joinedAt!: Date;
}
