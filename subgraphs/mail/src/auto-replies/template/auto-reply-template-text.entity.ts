import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import { AUTO_REPLY_PLACEHOLDERS, AutoReplyVariable } from './auto-reply-variable';
import { AutoReplyTemplate } from './auto-reply-template.entity';

@Entity('auto_reply_template_text')
@Check('auto_reply_template_text_language_check', 'length(language) <= 11')
@Check('auto_reply_template_text_subject_check', 'length(subject) BETWEEN 1 AND 200')
@Check('auto_reply_template_text_body_check', 'length(body) BETWEEN 1 AND 20000')
@Check('auto_reply_template_text_html_check', 'length(html) <= 300000')
@ObjectType({ description: 'What a template of auto-replies says in one language.' })
export class AutoReplyTemplateText {
  @PrimaryColumn('text', { name: 'template_id' })
  templateId!: string;

  @ManyToOne(() => AutoReplyTemplate, { onDelete: 'CASCADE' })
  @JoinColumn({
    name: 'template_id',
    foreignKeyConstraintName: 'auto_reply_template_text_template_id_fkey',
  })
  template?: AutoReplyTemplate;

  @PrimaryColumn('text')
  @Field({ description: 'The language as a tag such as `de` or `fr-CH` (RFC 5646).' })
  language!: string;

  /** Its place among the texts of the template. */
  @Column('smallint')
  ordinal!: number;

  @Column('text')
  @Field({ description: 'The subject of the reply, with variables as they were written.' })
  subject!: string;

  @Column('text')
  @Field({ description: 'The reply as plain text, with variables as they were written.' })
  body!: string;

  @Column('text', { nullable: true })
  @Field(() => String, {
    nullable: true,
    description:
      'The same as HTML, without anything that could do harm; null where there is plain text only.',
  })
  html!: string | null;

  @Field(() => [AutoReplyVariable], { description: 'Which variables it has.' })
  get variables(): AutoReplyVariable[] {
    return AUTO_REPLY_PLACEHOLDERS.in([this.subject, this.body, this.html]);
  }
}
