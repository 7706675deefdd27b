import { Field, Float, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { isSilent } from './silence';

/**
 * What of a source is shown; its table has more (docs/adr/0008), which only its migrations describe. Numbers of lines and bytes are more than 32 bits, and so texts here (node-postgres) and
 * `Float` to GraphQL.
 */
@Entity('ingest_source', { synchronize: false })
@ObjectType('LogSource', { description: 'Where lines of mail logs come from, such as a file.' })
export class LogSource {
  @PrimaryColumn('text', { name: 'path' })
  @Field({ description: 'Path of the file, or name of another source.' })
  name!: string;

  @Column('timestamptz', { name: 'read_at' })
  @Field({ description: 'When something of it was last read.' })
  lastReadAt!: Date;

  @Column('bigint', { name: 'byte_offset', nullable: true })
  @Field(() => Float, {
    nullable: true,
    description: 'How far the file has been read, in bytes; null where the source is no file.',
  })
  byteOffset!: string | null;

  @Column('bigint', { name: 'lines' })
  @Field(() => Float, { description: 'How many lines have been read of it in all.' })
  lines!: string;

  @Column('bigint', { name: 'unparsable' })
  @Field(() => Float, { description: 'How many of them should have said something and could not be read.' })
  unparsable!: string;

  @Column('bigint', { name: 'ignored' })
  @Field(() => Float, { description: 'How many of them were understood to say nothing of a message.' })
  ignored!: string;

  /** Lines behind the last that told of a message. */
  @Column('bigint', { name: 'silent_lines' })
  silentLines!: string;

  @Field({
    description:
      'Whether lines come and none tells of a message: not one of the first hundred, or of the last ten thousand. Its ' +
      'log may be of another kind, or in a format that is not read.',
  })
  get isSilent(): boolean {
    return isSilent(this);
  }
}
