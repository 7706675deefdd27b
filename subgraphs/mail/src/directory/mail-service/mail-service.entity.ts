import { quoted, RequireScope } from '@hostgraph/subgraph-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { MailboxRight } from '../../access/mailbox-right';

@Entity('mail_service')
@Check('mail_service_name_check', 'length(name) BETWEEN 1 AND 200')
@Check('mail_service_general_rights_check', `general_rights <@ ARRAY[${quoted(MailboxRight)}]`)
@Index('mail_service_organization', ['organizationId', 'name', 'id'])
@ObjectType({
  description:
    'A subscription for mail: some domains, and the mailboxes with addresses in them. Administrators of its ' +
    'organization may see it, and whoever may see at least one of its mailboxes.',
})
@Directive('@key(fields: "id")')
@RequireScope('mail:read')
export class MailService {
  @PrimaryColumn('text', { name: 'id' })
  @Field(() => ID, { description: 'Opaque id, `msv_…`.' })
  id!: string;

  @Column('text', { name: 'organization_id' })
  organizationId!: string;

  @Column('text', { name: 'name' })
  @Field(() => String, { description: 'What its administrators call it, 1 to 200 characters.' })
  name!: string;

  /** In no order, each once. */
  @Column('text', { name: 'general_rights', array: true, default: [] })
  generalRights!: MailboxRight[];

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz', precision: 3 })
  @Field(() => Date, { description: 'When the service was created.' })
  createdAt!: Date;
}
