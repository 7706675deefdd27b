import { PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { MailboxRight } from '../../access/mailbox-right';
import { RightChangeKind } from './right-change-kind';

@Entity('right_change')
@Check('right_change_kind_check', `kind IN (${quoted(RightChangeKind)})`)
@Check('right_change_reason_check', 'length(reason) BETWEEN 1 AND 500')
@Check('right_change_changed_by_kind_check', `changed_by_kind IN (${quoted(PrincipalKind)})`)
@Index('right_change_mailbox', { synchronize: false })
@ObjectType({
  description:
    'That somebody was granted rights on a mailbox or lost them, or became a user of it or ceased to be one. A right ' +
    'that expires leaves no further record: when it ends was said when it was granted.',
})
export class RightChange {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `rch_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('text')
  @Field(() => RightChangeKind, { description: 'What was changed.' })
  kind!: RightChangeKind;

  @Column('text', { name: 'user_id' })
  userId!: string;

  @Column('text', { array: true })
  @Field(() => [MailboxRight], { description: 'Which rights; none where somebody was made a user.' })
  rights!: MailboxRight[];

  @Column({ type: 'timestamptz', precision: 3, name: 'expires_at', nullable: true })
  @Field(() => Date, { nullable: true, description: 'When they end by themselves; null when they do not.' })
  expiresAt!: Date | null;

  @Column('text', { nullable: true })
  @Field(() => String, { nullable: true, description: 'Why, where that was said.' })
  reason!: string | null;

  @Column('text', { name: 'changed_by_kind' })
  @Field(() => PrincipalKind, { description: 'What did it: a person or an API key.' })
  changedByKind!: 'PERSON' | 'API_KEY';

  @Column('text', { name: 'changed_by_id' })
  @Field(() => ID, { description: 'Id of the user or API key that did it.' })
  changedById!: string;

  @Column({ type: 'timestamptz', precision: 3, name: 'told_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'When those who use the mailbox were written to about it, at its primary address; null until then, for what ' +
      'came with the creation of the mailbox, and for changes of before they were.',
  })
  toldAt!: Date | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'changed_at' })
  @Field(() => Date, { description: 'When it was done.' })
  changedAt!: Date;
}
