import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';

/** Federation's directives that say who may read what: federation specification, "Directives". */
const ACCESS = /^(authenticated|requiresScopes|policy)(__|$)/;

/**
 * Takes the statements about access out of a supergraph. They are for routers that enforce them; here the
 * subgraphs do, so that a refused field leaves the rest of the answer whole. Explorers would see the helper types
 * of these directives among the types of the API.
 */
export function withoutAccessDirectives(document: DocumentNode): DocumentNode {
  const drop = (node: ASTNode & { readonly name: { readonly value: string } }) =>
    ACCESS.test(node.name.value) ? null : undefined;
  return visit(document, {
    DirectiveDefinition: drop,
    ScalarTypeDefinition: drop,
    Directive: (node) => (isAccessLink(node) ? null : drop(node)),
  });
}

const isAccessLink = (node: ASTNode): boolean =>
  node.kind === Kind.DIRECTIVE &&
  node.name.value === 'link' &&
  node.arguments?.some(
    ({ name, value }) =>
      name.value === 'url' &&
      value.kind === Kind.STRING &&
      ACCESS.test(new URL(value.value).pathname.split('/').at(-2) ?? ''),
  ) === true;
