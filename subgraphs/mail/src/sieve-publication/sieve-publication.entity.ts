import { quoted, RequireScope } from '@hostgraph/subgraph-kit';
import { Field, ObjectType } from 'type-graphql';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { SievePublicationState } from './publication-state';

@Entity('sieve_publication')
@Check('sieve_publication_state_check', `state IN (${quoted(SievePublicationState, 'NOT_CONFIGURED')})`)
@Check('sieve_publication_requested_check', 'requested >= 1')
@Check('sieve_publication_server_words_check', 'length(server_words) <= 2000')
@ObjectType({
  description:
    'How far the mail server has come with the sorting rules and automatic replies of a mailbox, which it gets as a ' +
    'script in Sieve (RFC 5228).',
})
@RequireScope('mail:read')
export class SievePublication {
  @PrimaryColumn('text', { name: 'mailbox_id' })
  mailboxId!: string;

  @Column('text', { name: 'state' })
  storedState!: SievePublicationState;

  /** Set by the loader, which knows whether there is a mail server. */
  @Field(() => SievePublicationState, { description: 'Whether the mail server does what is stored here.' })
  state!: SievePublicationState;

  /** Rises with each change. */
  @Column('integer', { default: 1 })
  requested!: number;

  /** They may quote a rule: see the resolver. */
  @Column('text', { name: 'server_words', nullable: true })
  serverResponse!: string | null;

  /** The auto-reply that the server has, and as of when; null where it has none that acts. */
  @Column('text', { name: 'auto_reply_id', nullable: true })
  autoReplyId!: string | null;

  @Column({ type: 'timestamptz', precision: 3, name: 'auto_reply_updated_at', nullable: true })
  autoReplyUpdatedAt!: Date | null;

  /** When it is published again by itself; null for never. */
  @Index('sieve_publication_due')
  @Column({ type: 'timestamptz', precision: 3, name: 'due_at', nullable: true })
  dueAt!: Date | null;

  @Column('boolean', { name: 'is_overridden', default: false })
  @Field(() => Boolean, {
    description:
      'Whether a script that somebody wrote by hand is active in the mailbox. It is left alone; rules and replies ' +
      'are stored beside it and do nothing until it is switched off.',
  })
  isOverridden!: boolean;

  @Column({ type: 'timestamptz', precision: 3, name: 'requested_at', default: () => 'now()' })
  @Field(() => Date, { description: 'When something was last changed.' })
  requestedAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, name: 'published_at', nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'When the mail server last took what was stored; null where it never did.',
  })
  publishedAt!: Date | null;
}
