import {
  type DocumentNode,
  getOperationAST,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLSchema,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { constraintOf } from './constraint';
import { type Excess, excessOfLiteral, excessOfValue, type VariablePlace } from './excess';

export interface OperationInputs {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** A variable that stands in an argument. */
interface VariableUse extends VariablePlace {
  readonly name: string;
  readonly node: ValueNode;
  /** The operation that it stands in; undefined in a fragment, which may be of any. */
  readonly operation: string | undefined | typeof ANY;
}

interface Reading {
  readonly error: GraphQLError | undefined;
  readonly uses: readonly VariableUse[];
}

const ANY = Symbol('any operation');

/**
 * Measures what a client sends against what the schema says that it takes (`@constraint`), before anything else is
 * made of it: texts and lists in the document, and in the variables where they are used.
 */
export class InputBounds {
  readonly #schema: GraphQLSchema;
  readonly #readings = new WeakMap<DocumentNode, Reading>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** What is too much in the document itself. */
  checkDocument(document: DocumentNode): GraphQLError | undefined {
    return this.#read(document).error;
  }

  /** What is too much in the variables of an operation, or in the values that they have by default. */
  checkVariables({ document, operationName, variables }: OperationInputs): GraphQLError | undefined {
    const operation = getOperationAST(document, operationName);
    if (!operation?.variableDefinitions?.length) return undefined;
    const definitions = new Map(
      operation.variableDefinitions.map((definition) => [definition.variable.name.value, definition]),
    );
    for (const use of this.#read(document).uses) {
      if (use.operation !== ANY && use.operation !== operation.name?.value) continue;
      const { defaultValue } = definitions.get(use.name) ?? {};
      const value = variables?.[use.name];
      const excess =
        value !== undefined
          ? excessOfValue(value, use.type, use.constraint)
          : defaultValue && excessOfLiteral(defaultValue, use, () => undefined);
      if (excess) return variableError(use, excess);
    }
    return undefined;
  }

  #read(document: DocumentNode): Reading {
    let reading = this.#readings.get(document);
    if (!reading) {
      reading = readDocument(this.#schema, document);
      this.#readings.set(document, reading);
    }
    return reading;
  }
}

function readDocument(schema: GraphQLSchema, document: DocumentNode): Reading {
  const uses: VariableUse[] = [];
  /** A variable may stand in the same argument a thousand times, and is measured for it once. */
  const known = new Map<string, Set<unknown>>();
  let operation: VariableUse['operation'] = ANY;
  let error: GraphQLError | undefined;

  const measure = (node: ValueNode, argument: GraphQLArgument): Excess | undefined => {
    const place = { type: argument.type, constraint: constraintOf(argument.astNode) };
    return excessOfLiteral(node, place, (variable, { type, constraint }) => {
      const name = variable.name.value;
      const key = `${String(operation)} ${name} ${String(type)}`;
      const seen = known.get(key) ?? new Set();
      known.set(key, seen);
      if (seen.has(constraint)) return;
      seen.add(constraint);
      uses.push({ name, node, operation, type, constraint });
    });
  };

  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      OperationDefinition: {
        enter: ({ name }) => {
          operation = name?.value;
        },
      },
      FragmentDefinition: {
        enter: () => {
          operation = ANY;
        },
      },
      Argument: (node) => {
        const argument = types.getArgument();
        const excess = argument && !error ? measure(node.value, argument) : undefined;
        if (excess) error = argumentError(node.name.value, node.value, excess);
        return false;
      },
    }),
  );
  return { error, uses };
}

const argumentError = (name: string, nodes: ValueNode, { reason, path }: Excess): GraphQLError =>
  badUserInput(`Argument "${[name, ...path].join('.')}" has an invalid value; ${reason}`, nodes);

function variableError({ name, node }: VariableUse, { reason, path }: Excess): GraphQLError {
  const place = path.length > 0 ? ` at "${[name, ...path].join('.')}"` : '';
  return badUserInput(`Variable "$${name}" got an invalid value${place}; ${reason}`, node);
}

const badUserInput = (message: string, nodes: ValueNode): GraphQLError =>
  new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } });
