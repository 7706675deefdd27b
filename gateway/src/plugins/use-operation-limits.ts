import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import {
  type DocumentNode,
  type GraphQLError,
  type GraphQLSchema,
  MaxIntrospectionDepthRule,
  NoFragmentCyclesRule,
  TypeInfo,
  ValidationContext,
  type ValidationRule,
  visit,
} from 'graphql';
import { gatewayError } from '../errors/gateway-error';
import type { GatewayErrorCode } from '../errors/gateway-error-codes';
import { maxDirectivesRule } from './limits/max-directives-rule';
import { maxFieldsRule } from './limits/max-fields-rule';
import { noIntrospectionWithDataRule } from './limits/no-introspection-with-data-rule';
import { onePerRequestRule } from './limits/one-per-request-rule';

/** How much of each an operation may have. */
export interface OperationLimits {
  readonly depth: number;
  readonly aliases: number;
  /** Selected fields, fragments expanded. */
  readonly fields: number;
  readonly directives: number;
}

export interface LimitSettings extends OperationLimits {
  /** Fields of Mutation of which a request can hold one; those of the present supergraph. */
  readonly oncePerRequest: () => ReadonlySet<string>;
}

/**
 * Refuses operations that are too large. All limits are linear in the size of the document, and they come
 * before the rules of the specification, one of which is quadratic (OverlappingFieldsCanBeMerged): that one
 * never sees a hostile document.
 */
export function useOperationLimits(limits: LimitSettings): GatewayPlugin {
  const rules = limitRules(limits);
  // The engine hands out the same document for the same text, so a document is measured once for each schema.
  const measured = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, GraphQLError | 'WITHIN_LIMITS'>>();
  return {
    onValidate({ params, setResult }) {
      const { schema, documentAST } = params as { schema: GraphQLSchema; documentAST: DocumentNode };
      const ofSchema = measured.get(schema) ?? new WeakMap<DocumentNode, GraphQLError | 'WITHIN_LIMITS'>();
      measured.set(schema, ofSchema);
      let result = ofSchema.get(documentAST);
      if (result === undefined) {
        result = firstExceeded(schema, documentAST, rules) ?? 'WITHIN_LIMITS';
        ofSchema.set(documentAST, result);
      }
      if (result !== 'WITHIN_LIMITS') setResult([result]);
    },
  };
}

type LimitRule = [code: GatewayErrorCode, rule: ValidationRule];

function limitRules({ fields, directives, aliases, depth, oncePerRequest }: LimitSettings): LimitRule[] {
  // graphql-armor throws unless told to report, and throwing ends the whole validation with an exception.
  const report = {
    propagateOnRejection: false,
    onReject: [
      (context: ValidationContext | null, error: GraphQLError) => {
        context?.reportError(error);
      },
    ],
  };
  return [
    // First, as it leaves little for the others to walk through.
    ['TOO_MANY_FIELDS', maxFieldsRule(fields)],
    ['TOO_MANY_DIRECTIVES', maxDirectivesRule(directives)],
    ['GRAPHQL_VALIDATION_FAILED', NoFragmentCyclesRule],
    ['TOO_MANY_ALIASES', maxAliasesRule({ n: aliases, ...report })],
    ['QUERY_TOO_DEEP', maxDepthRule({ n: depth, flattenFragments: true, ...report })],
    ['INTROSPECTION_TOO_DEEP', MaxIntrospectionDepthRule],
    ['INTROSPECTION_WITH_DATA', noIntrospectionWithDataRule],
    ['ONE_PER_REQUEST', onePerRequestRule(oncePerRequest)],
  ];
}

function firstExceeded(
  schema: GraphQLSchema,
  document: DocumentNode,
  rules: LimitRule[],
): GraphQLError | undefined {
  for (const [code, rule] of rules) {
    const exceeded: GraphQLError[] = [];
    const context = new ValidationContext(schema, document, new TypeInfo(schema), (error) => {
      exceeded.push(error);
    });
    // None of the rules asks for types, and keeping track of them is most of what `validate` costs.
    visit(document, rule(context));
    if (exceeded.length > 0) return gatewayError(code);
  }
  return undefined;
}
