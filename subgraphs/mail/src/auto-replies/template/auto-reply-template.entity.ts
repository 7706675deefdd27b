import { quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { TemplateVisibility } from '../../template/template-visibility';

@Entity('auto_reply_template')
@Check('auto_reply_template_name_check', 'length(name) BETWEEN 1 AND 100')
@Check('auto_reply_template_visibility_check', `visibility IN (${quoted(TemplateVisibility)})`)
@Check('auto_reply_template_version_check', 'version >= 1')
@Index('auto_reply_template_mail_service', ['mailServiceId', 'name', 'id'])
@ObjectType({
  description:
    'A text for automatic (out-of-office) replies that the administrators of a mail service prepare and the users ' +
    'of its mailboxes choose. Variables such as `{{name}}` are filled in when it is chosen. Administrators see all ' +
    'templates of their services; users of a mailbox of the service those that are visible.',
})
export class AutoReplyTemplate {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `art_…`.' })
  id!: string;

  @Column('text', { name: 'mail_service_id' })
  mailServiceId!: string;

  @Column('text')
  @Field({ description: 'What administrators call it, 1 to 100 characters. Correspondents do not see it.' })
  name!: string;

  @Column('text')
  @Field(() => TemplateVisibility, { description: 'Whether it is offered to users.' })
  visibility!: TemplateVisibility;

  @Column('integer', { default: 1 })
  @Field(() => Int, {
    description: 'Counts, from 1, how often its texts were written. Name and visibility do not count.',
  })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field({ description: 'When it was created.' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'updated_at', precision: 3, default: () => 'now()' })
  @Field({ description: 'When it was last changed.' })
  updatedAt!: Date;
}
