import { EmailAddress, quoted } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { AddressKind } from './address-kind';

/** TypeORM cannot describe a column that PostgreSQL generates; the table is its migration's alone. */
@Entity('mailbox_address', { synchronize: false })
@Check('mailbox_address_kind_check', `kind IN (${quoted(AddressKind)})`)
@ObjectType({ description: 'An address whose mail is delivered to a mailbox.' })
export class MailboxAddress {
  /** PostgreSQL makes it of local part and domain. */
  @PrimaryColumn({ name: 'address', type: 'text', insert: false, update: false })
  @Field(() => EmailAddress, { description: 'The address itself, in a domain of the mail service.' })
  address!: string;

  @Column('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('text', { name: 'kind' })
  @Field(() => AddressKind, { description: 'Whether it is the primary address or an alias.' })
  kind!: AddressKind;

  @Column({ name: 'assigned_at', type: 'timestamptz', precision: 3 })
  @Field(() => Date, {
    description:
      'Since when the mailbox has had the address. What was sent to it before was somebody else’s, and is ' +
      'not shown to this mailbox’s readers.',
  })
  assignedAt!: Date;
}
