import { EmailAddress } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

@Entity('redirection')
@Check('redirection_target_check', 'length(target) <= 254')
@Unique('redirection_mailbox_target', ['mailboxId', 'target'])
@Index('redirection_target', ['target'])
@ObjectType({ description: 'That a mailbox forwards what it receives to another address.' })
export class Redirection {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `rdr_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('text')
  @Field(() => EmailAddress, {
    description: 'Where messages are forwarded to; any address, here or elsewhere.',
  })
  target!: string;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field(() => Date, { description: 'Since when.' })
  createdAt!: Date;
}
