import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { ApiKeyScope } from './api-key-scope';

@Entity('api_key')
@ObjectType({
  description:
    'A key with which a program calls this API in the name of one organization. Visible to administrators and ' +
    'legal responsibles of the organization.',
})
@Directive('@key(fields: "id")')
export class ApiKey {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'The public part of the key: 16 letters and digits. It is no secret.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text')
  @Field({ description: 'What people call it, such as the program that uses it.' })
  name!: string;

  /** What proves that somebody has the secret (api-key-secret.ts); the secret itself is stored nowhere. */
  @Column('bytea', { name: 'secret_hash' })
  secretHash!: Buffer;

  @Column('text')
  @Field({ description: 'How the key begins, `hg_live_…`: tells which one a program uses.' })
  hint!: string;

  @Column('text', { array: true })
  @Field(() => [ApiKeyScope], {
    description:
      'What it may do. Scopes of the operator count only while its organization is the operator’s.',
  })
  scopes!: ApiKeyScope[];

  /** A user's id or another API key's. */
  @Column('text', { name: 'created_by' })
  createdById!: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field({ description: 'When it was created.' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'From when on it is refused; null when it never expires.',
  })
  expiresAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'Since when it is refused because somebody revoked it.' })
  revokedAt!: Date | null;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When it was last used, to the minute; null when it never was.',
  })
  lastUsedAt!: Date | null;
}
