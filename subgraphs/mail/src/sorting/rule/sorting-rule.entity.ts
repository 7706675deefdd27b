import { quoted, RequireScope } from '@hostgraph/subgraph-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { MailboxRight } from '../../access/mailbox-right';
import { SortingAction } from '../action/sorting-action.type';
import { SortingCondition } from '../condition/sorting-condition.type';
import { SortingMatch } from '../condition/sorting-match';
import { SortingRuleError } from './sorting-rule-error';

@Entity('sorting_rule')
@Check('sorting_rule_position_check', '"position" >= 1')
@Check('sorting_rule_name_check', 'length(name) BETWEEN 1 AND 100')
@Check('sorting_rule_match_check', `match IN (${quoted(SortingMatch)})`)
@Check('sorting_rule_conditions_check', 'jsonb_array_length(conditions) BETWEEN 1 AND 20')
@Check('sorting_rule_actions_check', 'jsonb_array_length(actions) BETWEEN 1 AND 10')
@Check('sorting_rule_error_code_check', `error_code IN (${quoted(SortingRuleError)})`)
@Check('sorting_rule_forwarding_right_check', `forwarding_right IN ('REDIRECTIONS', 'SORTING_RULES')`)
@Check('sorting_rule_forwarding_check', '(forwarding_user_id IS NULL) = (forwarding_right IS NULL)')
@Check('sorting_rule_template_check', '(template_id IS NULL) = (template_version IS NULL)')
@Unique('sorting_rule_position', ['mailboxId', 'position'], { deferrable: 'INITIALLY IMMEDIATE' })
@Index('sorting_rule_template_id', ['templateId'])
@ObjectType({
  description:
    'What is done with incoming messages of one mailbox that meet some conditions. Only holders of SORTING_RULES on ' +
    'the mailbox see it: administering the mailbox is not enough.',
})
@RequireScope('mail:read')
export class SortingRule {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id, `srl_…`.' })
  id!: string;

  @Column('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('integer')
  @Field(() => Int, {
    description: 'Its place among the rules of the mailbox, from 1: the first one acts first.',
  })
  position!: number;

  @Column('text')
  @Field(() => String, { description: 'What it is called, 1 to 100 characters; need not be unique.' })
  name!: string;

  @Column('text')
  @Field(() => SortingMatch, { description: 'How many of the conditions a message has to meet.' })
  match!: SortingMatch;

  @Column('jsonb')
  @Field(() => [SortingCondition], { description: 'Its conditions, 1 to 20.' })
  conditions!: readonly SortingCondition[];

  @Column('jsonb')
  @Field(() => [SortingAction], {
    description: 'What is done, 1 to 10 actions in their order; flags are set before anything is stored.',
  })
  actions!: readonly SortingAction[];

  /** Who may forward and had it do so; null where it forwards nothing, or may not any more (forwarding.ts). */
  @Column('text', { name: 'forwarding_user_id', nullable: true })
  forwardingUserId!: string | null;

  /** The right of theirs with which the forwarding ends. */
  @Column('text', { name: 'forwarding_right', nullable: true })
  forwardingRight!: MailboxRight | null;

  @Column('boolean', { name: 'is_enabled', default: true })
  @Field(() => Boolean, { description: 'Whether it acts at all.' })
  isEnabled!: boolean;

  @Column('text', { name: 'template_id', nullable: true })
  templateId!: string | null;

  @Column('integer', { name: 'template_version', nullable: true })
  @Field(() => Int, {
    nullable: true,
    description: 'The version of its template that it copied; null where it was made from nothing.',
  })
  templateVersion!: number | null;

  @Column('text', { name: 'error_code', nullable: true })
  @Field(() => SortingRuleError, {
    nullable: true,
    description:
      'Why it does not do what it says, as found when the rules were last published; null where it does.',
  })
  error!: SortingRuleError | null;

  @CreateDateColumn({ type: 'timestamptz', precision: 3, name: 'created_at' })
  @Field(() => Date, { description: 'When it was created.' })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'updated_at', default: () => 'now()' })
  @Field(() => Date, { description: 'When its name, conditions, actions or switch were last changed.' })
  updatedAt!: Date;
}
