/**
 * What it costs to refuse an operation that is too large, as a multiple of what reading it costs:
 * `node --conditions=source -r @swc-node/register bench/operation-limits.ts`
 */
import { buildSchema, type DocumentNode, parse } from 'graphql';
import { useOperationLimits } from '../gateway/src/plugins/use-operation-limits';
import { LARGE_DOCUMENTS } from '../gateway/test/support/large-documents';

const ROUNDS = 200;
const schema = buildSchema('type Query { events: [String!] parent: Query }');
const { onValidate } = useOperationLimits({
  depth: 12,
  aliases: 50,
  fields: 400,
  directives: 50,
  oncePerRequest: () => new Set(),
});
const refuse = onValidate as unknown as (payload: object) => void;

function median(action: () => void): number {
  const costs = Array.from({ length: ROUNDS }, () => {
    const before = performance.now();
    action();
    return performance.now() - before;
  });
  return costs.sort((a, b) => a - b)[ROUNDS / 2] ?? NaN;
}

console.log('refusing / parsing   parsing (ms)   document');
for (const [name, text] of LARGE_DOCUMENTS) {
  const parsing = median(() => parse(text));
  // A document is measured once and remembered, so each round needs one of its own.
  const documents: DocumentNode[] = Array.from({ length: ROUNDS }, () => parse(text));
  const refusing = median(() => {
    refuse({ params: { schema, documentAST: documents.pop() }, setResult: () => undefined });
  });
  console.log(`${(refusing / parsing).toFixed(2).padStart(17)} ${parsing.toFixed(2).padStart(14)}   ${name}`);
}
