import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { Column, Entity, In, type MigrationInterface, PrimaryColumn, type QueryRunner } from 'typeorm';
import {
  type Batch,
  type Connection,
  ConnectionArgs,
  connectionType,
  load,
  notFound,
  pageKey,
  pagesByParent,
  Public,
  type RequestContext,
  RequireScope,
  type SubgraphDefinition,
} from '../src';

/** A small subgraph: folders that hold notes. */
@Entity('note')
@ObjectType({ description: 'A note.' })
@Directive('@key(fields: "id")')
class Note {
  @PrimaryColumn('text')
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;

  @Column('text', { name: 'folder_id' })
  folderId!: string;

  @Column('text', { name: 'plain_text' })
  @Field({ description: 'What it says.' })
  @RequireScope('notes:read', 'search:read')
  plainText!: string;
}

@ObjectType({ description: 'A folder.' })
@Directive('@key(fields: "id")')
class Folder {
  @Field(() => ID, { description: 'Opaque id.' })
  id!: string;
}

const NoteConnection = connectionType('Note', () => Note, 'notes');

const notePages = pagesByParent({
  entity: Note,
  parentColumn: 'folder_id',
  keyset: { columns: { plain_text: 'text', id: 'text' }, direction: 'ASC' },
});

const notesById: Batch<string, Note> = async (ctx, ids) => {
  const notes = await ctx.database.getRepository(Note).findBy({ id: In([...ids]) });
  return new Map(notes.map((note) => [note.id, note]));
};

@Resolver(() => Note)
class NoteResolver {
  @Query(() => Note, { nullable: true, description: 'A note by id.' })
  @RequireScope('notes:read')
  async note(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<Note> {
    const note = await load(ctx, notesById, id);
    if (!note) throw notFound('Note');
    return note;
  }

  @Query(() => String, { nullable: true, description: 'Fails with a secret in its text.' })
  @Public()
  broken(): string {
    throw new Error('password=geheim');
  }
}

@Resolver(() => Folder)
class FolderResolver {
  @FieldResolver(() => NoteConnection, { nullable: true, description: 'Its notes.' })
  @RequireScope('notes:read')
  notes(
    @Ctx() ctx: RequestContext,
    @Root() folder: Folder,
    @Args(() => ConnectionArgs) page: ConnectionArgs,
  ): Promise<Connection<Note> | null> {
    return load(ctx, notePages, pageKey(folder.id, page));
  }
}

class CreateNote1795478400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE notes.note (id text PRIMARY KEY, folder_id text NOT NULL, plain_text text NOT NULL)',
    );
    await runner.query(
      `INSERT INTO notes.note SELECT format('n%s', i), format('f%s', i % 10), format('text %s', lpad(i::text, 3, '0'))
       FROM generate_series(0, 99) AS i`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE notes.note');
  }
}

export const notesSubgraph: SubgraphDefinition = {
  name: 'notes',
  resolvers: [NoteResolver, FolderResolver],
  orphanedTypes: [Folder],
  references: {
    Note: (ctx, { id }) => load(ctx, notesById, id),
    Folder: (_ctx, { id }) => ({ id }),
  },
  entities: [Note],
  migrations: [CreateNote1795478400000],
};
