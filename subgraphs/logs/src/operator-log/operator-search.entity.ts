import { PrincipalKind, quoted } from '@hostgraph/subgraph-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { joinAddress } from '../mail-event/address-parts';

/**
 * A page of a log that the operator has read. Who it was stays the operator's, in columns that nothing here
 * reads and only the migration describes.
 */
@Entity('operator_search', { synchronize: false })
@Check('operator_search_principal_kind_check', `principal_kind IN (${quoted(PrincipalKind)})`)
@ObjectType('OperatorLogSearch', {
  description: 'That the operator has read events of an address or of a whole domain. Never changed.',
})
export class OperatorSearch {
  @PrimaryColumn('text', { name: 'id' })
  @Field(() => ID, { description: 'Opaque id, `ose_…`.' })
  id!: string;

  @CreateDateColumn({ name: 'searched_at', type: 'timestamptz', precision: 3 })
  @Field({ name: 'time', description: 'When they were read, to the millisecond.' })
  searchedAt!: Date;

  @Column('text', { name: 'domain' })
  domain!: string;

  @Column('text', { name: 'local_part', nullable: true })
  localPart!: string | null;

  @Field({ description: 'Of what: an address, or a domain where the events of all its addresses were read.' })
  get searched(): string {
    return this.localPart === null
      ? this.domain
      : joinAddress({ localPart: this.localPart, domain: this.domain });
  }

  @Column({ name: 'from_time', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'From when on events were asked for, inclusive; null for no such limit.',
  })
  from!: Date | null;

  @Column({ name: 'to_time', type: 'timestamptz', precision: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description: 'Until when events were asked for, exclusive; null for no such limit.',
  })
  to!: Date | null;
}
