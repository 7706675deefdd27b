import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { gatewayError } from '../errors/gateway-error';
import { countNodes, type Execution } from './limits/count-nodes';

/**
 * Refuses operations that could answer more objects than allowed, before any of them is asked for. It comes after
 * the variables are known, as `first` may be one.
 */
export function useNodeLimit(limit: number): GatewayPlugin {
  const refusal = (execution: Execution) =>
    countNodes(execution) > limit ? { errors: [gatewayError('TOO_MANY_NODES')] } : undefined;
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refused = refusal(args);
      if (refused) setResultAndStopExecution(refused);
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refused = refusal(args);
      if (refused) setResultAndStopExecution(refused);
    },
  };
}
