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
import { Mailbox } from '../../directory/mailbox/mailbox.entity';
import { type PlainAndHtml, SignatureText } from '../template/signature-text.type';
import { SignatureVariable } from '../template/signature-variable';
import { SignatureState } from './signature-state';
import { type GivenValue, SignatureValue, type SignatureValues } from './signature-value.type';

@Entity('signature')
@Check('signature_name_check', 'length(name) BETWEEN 1 AND 100')
@Check('signature_source_plain_check', 'length(source_plain) BETWEEN 1 AND 20000')
@Check('signature_source_html_check', 'length(source_html) <= 300000')
@Check('signature_plain_check', 'length(plain) BETWEEN 1 AND 20000')
@Check('signature_html_check', 'length(html) <= 300000')
@Check('signature_state_check', `state IN (${quoted(SignatureState)})`)
@Check('signature_ready_check', `state = 'DRAFT' OR missing_variables = '{}'`)
@Check('signature_default_check', `state = 'READY' OR NOT is_default`)
@Check('signature_template_check', '(template_id IS NULL) = (template_version IS NULL)')
@Index('signature_mailbox', ['mailboxId', 'name', 'id'])
@Index('signature_one_default', ['mailboxId'], { unique: true, where: 'is_default' })
@ObjectType({
  description:
    'What stands under the messages that somebody writes in a mailbox. No mail server acts on it: a program in which ' +
    'messages are written, such as a webmail, reads it here and puts it under them. Its text was fixed when it was ' +
    'made or last changed; a template or a mailbox that changes later does not change it.',
})
@RequireScope('mail:read')
export class Signature {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `sig_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @ManyToOne(() => Mailbox, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'mailbox_id', foreignKeyConstraintName: 'signature_mailbox_id_fkey' })
  mailbox?: Mailbox;

  @Column('text')
  @Field(() => String, {
    description: 'What it is called, 1 to 100 characters; need not be unique. It is not in the messages.',
  })
  name!: string;

  @Column('text')
  @Field(() => SignatureState, { description: 'Whether it can be put under messages.' })
  state!: SignatureState;

  @Column('boolean', { name: 'is_default', default: false })
  @Field(() => Boolean, {
    description: 'Whether new messages get it where nobody chooses another; at most one of a mailbox.',
  })
  isDefault!: boolean;

  @Column('text', { name: 'source_plain' })
  sourcePlain!: string;

  @Column('text', { name: 'source_html', nullable: true })
  sourceHtml!: string | null;

  @Field(() => SignatureText, {
    description: 'Its text with variables as they were written, for whoever wants to change it.',
  })
  get source(): PlainAndHtml {
    return { plain: this.sourcePlain, html: this.sourceHtml };
  }

  @Column('text')
  plain!: string;

  @Column('text', { nullable: true })
  html!: string | null;

  @Field(() => SignatureText, {
    description: 'What it says. In a draft, variables that have no value stand there as they were written.',
  })
  get text(): PlainAndHtml {
    return { plain: this.plain, html: this.html };
  }

  @Column('jsonb', { name: 'given_values' })
  givenValues!: SignatureValues;

  @Field(() => [SignatureValue], {
    description: 'The values that somebody gave; what is known of the mailbox is not among them.',
  })
  get values(): GivenValue[] {
    return Object.values(SignatureVariable).flatMap((variable) => {
      const value = this.givenValues[variable];
      return value === undefined ? [] : [{ variable, value }];
    });
  }

  @Column('text', { name: 'missing_variables', array: true })
  @Field(() => [SignatureVariable], {
    description: 'The variables of its text that have no value yet; empty where it is READY.',
  })
  missingVariables!: SignatureVariable[];

  @Column('text', { name: 'template_id', nullable: true })
  templateId!: string | null;

  @Column('integer', { name: 'template_version', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'The version of its template that it copied; null where it is a text of one’s own.',
  })
  templateVersion!: number | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at', default: () => 'now()' })
  @Field(() => Date, { description: 'When it was last changed.' })
  updatedAt!: Date;
}
