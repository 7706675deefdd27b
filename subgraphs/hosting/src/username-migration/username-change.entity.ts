import { quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { UsernameOutcome } from './username-outcome';

@Entity('username_change')
@Check('username_change_outcome_check', `outcome IN (${quoted(UsernameOutcome)})`)
@ObjectType('FtpUsernameChange', {
  description: 'What a change of FTP usernames means for one account, as it was planned.',
})
export class UsernameChange {
  @PrimaryColumn('text', { name: 'migration_id' })
  migrationId!: string;

  @PrimaryColumn('text', { name: 'account_id' })
  @Field(() => ID, { description: 'Id of the account, `ftp_…`; it may be deleted since.' })
  accountId!: string;

  @Column('text', { name: 'former_username' })
  @Field({ description: 'The username that it had when it was planned.' })
  formerUsername!: string;

  @Column('text')
  @Field(() => UsernameOutcome, { description: 'What was found.' })
  outcome!: UsernameOutcome;

  @Column('text', { name: 'new_local_part', nullable: true })
  newLocalPart!: string | null;

  @Column('boolean', { name: 'is_skipped' })
  @Field({
    description:
      'Whether it kept its username when the rest was applied: it had been changed since, or its new one was taken.',
  })
  isSkipped!: boolean;
}
