import { type ASTNode, type DocumentNode, Kind, visit } from 'graphql';

/**
 * Directives that tell routers who may read what, what is what and what it costs (federation specification,
 * "Directives"), and ours of how much an argument takes.
 */
const FOR_ROUTERS = /^(authenticated|requiresScopes|policy|tag|cost|listSize|constraint)(__|$)/;

/**
 * Takes out of a supergraph what is for routers alone, as explorers would see these directives, and their helper types,
 * among those of the API. Statements about access are enforced by the subgraphs here, so that a refused field leaves
 * the rest of the answer whole; tags, costs and bounds are read from the supergraph as it was composed.
 */
export function withoutRouterDirectives(document: DocumentNode): DocumentNode {
  const drop = (node: ASTNode & { readonly name: { readonly value: string } }) =>
    FOR_ROUTERS.test(node.name.value) ? null : undefined;
  return visit(document, {
    DirectiveDefinition: drop,
    ScalarTypeDefinition: drop,
    Directive: (node) => (isLinkForRouters(node) ? null : drop(node)),
  });
}

const isLinkForRouters = (node: ASTNode): boolean =>
  node.kind === Kind.DIRECTIVE &&
  node.name.value === 'link' &&
  node.arguments?.some(
    ({ name, value }) =>
      name.value === 'url' &&
      value.kind === Kind.STRING &&
      FOR_ROUTERS.test(new URL(value.value).pathname.split('/').at(-2) ?? ''),
  ) === true;
