import { type ClassType, Field, ObjectType } from 'type-graphql';
import { PageInfo } from './page-info';

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

/**
 * Makes the object types `<name>Edge` and `<name>Connection` of a list of `node`.
 *
 * @param name the GraphQL name of the node's type
 * @param plural what the list holds, for its description
 */
export function connectionType<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
  plural: string,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { description: `One of the ${plural}, with its place in the list.` })
  class NodeEdge implements Edge<Node> {
    @Field({ description: 'The place of this item; pass it as `after` to go on from here.' })
    readonly cursor!: string;

    @Field(node, { description: 'The item itself.' })
    readonly node!: Node;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${plural} (Relay Cursor Connections).` })
  class NodeConnection implements Connection<Node> {
    @Field(() => [NodeEdge], { description: 'The items with their cursors.' })
    readonly edges!: readonly NodeEdge[];

    @Field(() => [node()], { description: 'The items without their cursors.' })
    readonly nodes!: readonly Node[];

    @Field(() => PageInfo, { description: 'Where this page stands in the list.' })
    readonly pageInfo!: PageInfo;
  }

  return NodeConnection;
}
