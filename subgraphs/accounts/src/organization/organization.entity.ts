import { RequireScope } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

@Entity('organization')
@ObjectType({
  description: 'A customer: a company, an association or a person. Everything that is hosted belongs to one.',
})
@Directive('@key(fields: "id")')
@RequireScope('organizations:read')
export class Organization {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `org_…`.' })
  id!: string;

  @Column('text')
  @Field({ description: 'What it calls itself.' })
  name!: string;

  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' })
  @Field({ description: 'When it became a customer.' })
  createdAt!: Date;

  /** Set by the operator's own command only (operator/main.ts); null for customers. */
  @Column('timestamptz', { name: 'operator_since', nullable: true })
  operatorSince!: Date | null;
}
