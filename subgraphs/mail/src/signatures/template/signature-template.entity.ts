import { quoted, RequireScope } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
} from 'typeorm';
import { MailService } from '../../directory/mail-service/mail-service.entity';
import { TemplateVisibility } from '../../template/template-visibility';
import { type PlainAndHtml, SignatureText } from './signature-text.type';
import { SIGNATURE_PLACEHOLDERS, SignatureVariable } from './signature-variable';

@Entity('signature_template')
@Check('signature_template_name_check', 'length(name) BETWEEN 1 AND 100')
@Check('signature_template_plain_check', 'length(plain) BETWEEN 1 AND 20000')
@Check('signature_template_html_check', 'length(html) <= 300000')
@Check('signature_template_visibility_check', `visibility IN (${quoted(TemplateVisibility)})`)
@Check('signature_template_version_check', 'version >= 1')
@Index('signature_template_mail_service', ['mailServiceId', 'name', 'id'])
@ObjectType({
  description:
    'A signature that the administrators of a mail service prepare for its mailboxes, with variables such as ' +
    '`{{name}}`. A signature made from it has a copy of its text: later changes of the template, hiding and deleting ' +
    'it included, never change the signature.',
})
@RequireScope('mail:read')
export class SignatureTemplate {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `sgt_…`.' })
  id!: string;

  @Column('text', { name: 'mail_service_id' })
  mailServiceId!: string;

  @ManyToOne(() => MailService, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'mail_service_id',
    foreignKeyConstraintName: 'signature_template_mail_service_id_fkey',
  })
  mailService?: MailService;

  @Column('text')
  @Field(() => String, { description: 'What it is called, 1 to 100 characters; need not be unique.' })
  name!: string;

  @Column('text')
  plain!: string;

  @Column('text', { nullable: true })
  html!: string | null;

  @Field(() => SignatureText, { description: 'What it says, with variables as they were written.' })
  get text(): PlainAndHtml {
    return { plain: this.plain, html: this.html };
  }

  @Field(() => [SignatureVariable], { description: 'The variables that its text has, each once.' })
  get variables(): SignatureVariable[] {
    return SIGNATURE_PLACEHOLDERS.in([this.plain, this.html]);
  }

  @Column('text')
  @Field(() => TemplateVisibility, { description: 'Whom it is offered to.' })
  visibility!: TemplateVisibility;

  @Column('integer', { default: 1 })
  @Field(() => Int, {
    description: 'Rises by one with each change of its text; signatures remember the one that they copied.',
  })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at', default: () => 'now()' })
  @Field(() => Date, { description: 'When anything of it was last changed.' })
  updatedAt!: Date;
}
