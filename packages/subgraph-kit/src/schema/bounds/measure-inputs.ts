import type { ApolloServerPlugin } from '@apollo/server';
import { InputBounds, type OperationInputs } from '@hostgraph/inputs';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { RequestContext } from '../../context/request-context';
import { CodedError } from '../../errors/coded-error';

/** Many times what the gateway's planner makes of the longest document that it lets in. */
export const MAX_TOKENS = 100_000;

/** Measures what an operation brings, so that no resolver, scalar or rule is given more than the schema says. */
export class InputMeasure {
  readonly #bounds: InputBounds;

  constructor(schema: GraphQLSchema) {
    this.#bounds = new InputBounds(schema);
  }

  /** What is too much, if anything. */
  refusal(inputs: OperationInputs): GraphQLError | undefined {
    const error = this.#bounds.checkDocument(inputs.document) ?? this.#bounds.checkVariables(inputs);
    return error && new CodedError('BAD_USER_INPUT', error.message, 400);
  }
}

/** The gateway measures by the same schema; a subgraph does not rely on it. */
export const measureInputs = (measure: InputMeasure): ApolloServerPlugin<RequestContext> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation: ({ document, operationName, request }) => {
        const refusal = measure.refusal({ document, operationName, variables: request.variables });
        return refusal ? Promise.reject(refusal) : Promise.resolve();
      },
    }),
});
