import { RequireScope } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { MailboxState } from './mailbox-state';

@Entity({ name: 'mailbox', schema: 'mail' })
@ObjectType({
  description:
    'A mailbox: one store of messages, reached by a primary address and any aliases. Administrators of its ' +
    'organization may see it, and collaborators who use it or hold a right on it.',
})
@Directive('@key(fields: "id")')
export class Mailbox {
  @PrimaryColumn({ name: 'id', type: 'text' })
  @Field(() => ID, { description: 'Opaque id, `mbx_…`.' })
  id!: string;

  @Column({ name: 'mail_service_id', type: 'text' })
  mailServiceId!: string;

  @Column({ name: 'display_name', type: 'text' })
  @Field(() => String, { description: 'What people call it, 1 to 200 characters; need not be unique.' })
  @RequireScope('mail:read')
  displayName!: string;

  @Column({ name: 'state', type: 'text' })
  @Field(() => MailboxState, { description: 'Whether it is in use.' })
  @RequireScope('mail:read')
  state!: MailboxState;

  @Column({ name: 'created_at', type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'When the mailbox was created.' })
  @RequireScope('mail:read')
  createdAt!: Date;
}
