import { RequireScope } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { sieveServer } from './sieve-server';
import { SievePublicationState } from './publication-state';

@Entity({ name: 'sieve_publication', schema: 'mail' })
@Check('sieve_publication_state_check', `state IN ('PENDING', 'PUBLISHED', 'FAILED')`)
@Check('sieve_publication_requested_check', 'requested >= 1')
@Check('sieve_publication_server_words_check', 'length(server_words) <= 2000')
@ObjectType({
  description:
    'How far the mail server has come with the sorting rules and automatic replies of a mailbox, which it gets as a ' +
    'script in Sieve (RFC 5228).',
})
export class SievePublication {
  @PrimaryColumn('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('text', { name: 'state' })
  storedState!: SievePublicationState;

  @Field(() => SievePublicationState, { description: 'Whether the mail server does what is stored here.' })
  @RequireScope('mail:read')
  get state(): SievePublicationState {
    return sieveServer() ? this.storedState : SievePublicationState.NOT_CONFIGURED;
  }

  /** Rises with each change. */
  @Column('integer', { default: 1 })
  requested!: number;

  @Column('text', { name: 'server_words', nullable: true })
  @Field(() => String, {
    nullable: true,
    description: 'What the mail server said when it refused, in its own words; null where it did not.',
  })
  @RequireScope('mail:read')
  serverWords!: string | null;

  @Column('boolean', { name: 'is_overridden', default: false })
  @Field(() => Boolean, {
    description:
      'Whether a script that somebody wrote by hand is active in the mailbox. It is left alone; rules and replies ' +
      'are stored beside it and do nothing until it is switched off.',
  })
  @RequireScope('mail:read')
  isOverridden!: boolean;

  @Column({ type: 'timestamptz', precision: 3, name: 'requested_at', default: () => 'now()' })
  @Field(() => Date, { description: 'When something was last changed.' })
  @RequireScope('mail:read')
  requestedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'published_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When the mail server last took what was stored; null where it never did.',
  })
  @RequireScope('mail:read')
  publishedAt!: Date | null;
}
