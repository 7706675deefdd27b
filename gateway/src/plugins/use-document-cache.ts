import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';

/**
 * How many characters of documents are remembered. A syntax tree takes up to 240 bytes for a character of its
 * document (measured with one-letter fields), so this is at most 60 MB.
 */
const MAX_CHARACTERS = 250_000;

/**
 * Remembers documents that were parsed and validated, within a bound on memory.
 *
 * It takes the place of the engine's own cache, which counts entries: 1,024 documents of 4 kB, each refused for
 * its many fields and kept all the same, filled a gigabyte.
 */
export function useDocumentCache(): GatewayPlugin {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: MAX_CHARACTERS });
  const verdicts = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, readonly GraphQLError[]>>();
  return {
    onPluginInit({ plugins }) {
      const index = plugins.findIndex(isEnginesCache);
      // An engine that has changed must not bring the unbounded cache back unnoticed.
      if (index < 0) throw new Error('The engine has no document cache that could be replaced');
      plugins[index] = {};
    },
    onParse({ params, setParsedDocument }) {
      const source = String(params.source);
      const known = documents.get(source);
      if (known) {
        setParsedDocument(known);
        return;
      }
      return ({ result }) => {
        if (isDocument(result)) documents.set(source, result, { size: source.length + 1 });
      };
    },
    onValidate({ params: { schema, documentAST }, setResult }) {
      const bySchema =
        verdicts.get(schema as GraphQLSchema) ?? new WeakMap<DocumentNode, readonly GraphQLError[]>();
      verdicts.set(schema as GraphQLSchema, bySchema);
      const known = bySchema.get(documentAST as DocumentNode);
      if (known) {
        setResult(known);
        return;
      }
      return ({ result }) => {
        bySchema.set(documentAST as DocumentNode, result as readonly GraphQLError[]);
      };
    },
  };
}

/** GraphQL Yoga's `useParserAndValidationCache` has no name; no other plugin hooks into these two and nothing else. */
const isEnginesCache = (plugin: object): boolean =>
  Object.keys(plugin).toSorted().join() === 'onParse,onValidate';

const isDocument = (result: unknown): result is DocumentNode =>
  typeof result === 'object' && result !== null && 'kind' in result;
