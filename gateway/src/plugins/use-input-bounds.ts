import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { InputBounds } from '@hostgraph/inputs';
import {
  type DocumentNode,
  type ExecutionResult,
  getOperationAST,
  getVariableValues,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { nullCondition } from '../supergraph/null-condition';

interface Execution {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: Readonly<Record<string, unknown>> | null | undefined;
}

interface Payload {
  readonly args: Execution;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/** As many mistakes as are told at once. */
const MAX_ERRORS = 5;

/**
 * Refuses what is more than the schema says that an argument takes, and variables that are not of their type, before
 * anything is planned or sent. Bounds come first: what checks types, looks into what is checked.
 *
 * @param inputs the schema with its bounds (`@constraint`) and scalars; that of the present supergraph
 */
export function useInputBounds(inputs: () => GraphQLSchema): GatewayPlugin {
  const known = new WeakMap<GraphQLSchema, InputBounds>();
  const boundsOf = (schema: GraphQLSchema): InputBounds => {
    const bounds = known.get(schema) ?? new InputBounds(schema);
    known.set(schema, bounds);
    return bounds;
  };
  const refuse = ({ args, setResultAndStopExecution }: Payload): void => {
    const errors = mistakesIn(inputs(), boundsOf(inputs()), args);
    if (errors.length > 0) setResultAndStopExecution({ errors });
  };
  return {
    onValidate({ params, setResult }) {
      const error = boundsOf(inputs()).checkDocument(params.documentAST as DocumentNode);
      if (error) setResult([error]);
    },
    onExecute: refuse,
    onSubscribe: refuse,
  };
}

function mistakesIn(
  schema: GraphQLSchema,
  bounds: InputBounds,
  { document, operationName, variableValues }: Execution,
): readonly GraphQLError[] {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  if (definitions.length === 0) return [];
  const variables = variableValues ?? {};
  const excess = bounds.checkVariables({ document, operationName, variables });
  if (excess) return [excess];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: MAX_ERRORS });
  if (errors) return errors.slice(0, MAX_ERRORS);
  const ofNull = nullCondition(document, variables);
  return ofNull ? [ofNull] : [];
}
