import { EmailAddress, RequireScope } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('user_account')
@ObjectType({
  description:
    'A person who can sign in. Visible to themselves and to whoever belongs to an organization together with them.',
})
@Directive('@key(fields: "id")')
@RequireScope('members:read')
export class User {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `usr_…`.' })
  id!: string;

  @Column('text')
  @Field({ description: 'Full name, as the person writes it.' })
  name!: string;

  @Column('text')
  @Field(() => EmailAddress, { description: 'Where the person is reached; no proof of who they are.' })
  email!: string;
}
