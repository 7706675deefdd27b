import type { RequestContext } from '@hostgraph/subgraph-kit';

/** What only an operator has, for all customers (docs/adr/0015). */
const OPERATE_SCOPE = 'hosting:operate';

export const isOperator = ({ principal }: Pick<RequestContext, 'principal'>): boolean =>
  principal.scopes.includes(OPERATE_SCOPE);
