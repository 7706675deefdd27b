import { quoted, RequireScope } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';
import { SortingCondition } from '../condition/sorting-condition.type';
import { SortingMatch } from '../condition/sorting-match';
import { TemplateVisibility } from '../../template/template-visibility';

@Entity('sorting_rule_template')
@Check('sorting_rule_template_name_check', 'length(name) BETWEEN 1 AND 100')
@Check('sorting_rule_template_match_check', `match IN (${quoted(SortingMatch)})`)
@Check('sorting_rule_template_conditions_check', 'jsonb_array_length(conditions) BETWEEN 1 AND 20')
@Check('sorting_rule_template_visibility_check', `visibility IN (${quoted(TemplateVisibility)})`)
@Check('sorting_rule_template_version_check', 'version >= 1')
@Index('sorting_rule_template_mail_service', ['mailServiceId', 'name', 'id'])
@ObjectType({
  description:
    'Conditions that administrators of a mail service have thought out, such as what a newsletter looks like. ' +
    'Whoever sorts the mail of a mailbox makes a rule of it and chooses what is done. The rule has a copy: later ' +
    'changes of the template, hiding and deleting it included, never change it.',
})
@RequireScope('mail:read')
export class SortingRuleTemplate {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `srt_…`.' })
  id!: string;

  @Column('text', { name: 'mail_service_id' })
  mailServiceId!: string;

  @Column('text')
  @Field(() => String, { description: 'What it is called, 1 to 100 characters; need not be unique.' })
  name!: string;

  @Column('text')
  @Field(() => SortingMatch, { description: 'How many of the conditions a message has to meet.' })
  match!: SortingMatch;

  @Column('jsonb')
  @Field(() => [SortingCondition], { description: 'Its conditions, 1 to 20.' })
  conditions!: readonly SortingCondition[];

  @Column('text')
  @Field(() => TemplateVisibility, { description: 'Whom it is offered to.' })
  visibility!: TemplateVisibility;

  @Column('integer', { default: 1 })
  @Field(() => Int, {
    description:
      'Rises by one with each change of `match` or `conditions`; rules remember the one that they copied.',
  })
  version!: number;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at', default: () => 'now()' })
  @Field(() => Date, { description: 'When anything of it was last changed.' })
  updatedAt!: Date;
}
