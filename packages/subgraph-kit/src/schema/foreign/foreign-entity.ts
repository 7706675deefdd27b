import { Directive, Field, ID, ObjectType } from 'type-graphql';

/** An entity of which a subgraph knows no more than the id. */
export interface ForeignEntity {
  readonly id: string;
}

/**
 * Makes the stub of an entity that another subgraph owns, and describes to explorers: composition would take our
 * description instead of the owner's. Each subgraph has a class of its own, as type-graphql gives a class the fields of all
 * subgraphs that are built in a process.
 *
 * @param resolvable false where nothing hangs on it here, so that the gateway need not come back for it
 */
export function foreignEntity(name: string, { resolvable } = { resolvable: true }): new () => ForeignEntity {
  @ObjectType(name)
  @Directive(resolvable ? '@key(fields: "id")' : '@key(fields: "id", resolvable: false)')
  class Stub implements ForeignEntity {
    @Field(() => ID)
    id!: string;
  }
  return Stub;
}
