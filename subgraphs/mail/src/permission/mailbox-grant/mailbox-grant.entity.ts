import { quoted } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { MailboxRight } from '../../access/mailbox-right';

@Entity('mailbox_grant')
@Check('mailbox_grant_right_check', `"right" IN (${quoted(MailboxRight)})`)
@Check('mailbox_grant_reason_check', 'length(reason) BETWEEN 1 AND 500')
@Index('mailbox_grant_user', ['userId', 'mailboxId'])
@ObjectType({
  description:
    'A right that somebody was granted on a mailbox and still holds. It counts only as long as they belong to the ' +
    'organization.',
})
export class MailboxGrant {
  @PrimaryColumn('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @PrimaryColumn('text', { name: 'user_id' })
  userId!: string;

  @PrimaryColumn('text')
  @Field(() => MailboxRight, { description: 'Which right.' })
  right!: MailboxRight;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'granted_at' })
  @Field(() => Date, { description: 'When it was granted; again, where it was granted before.' })
  grantedAt!: Date;

  /** Id of a user or an API key. */
  @Column('text', { name: 'granted_by' })
  grantedById!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'expires_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it ends by itself; null when it does not.' })
  expiresAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why it was granted, where that was said.' })
  reason!: string | null;
}
