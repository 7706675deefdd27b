import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import type { ExecutionResult } from 'graphql';
import { gatewayError } from '../errors/gateway-error';
import { countNodes, type Execution } from './limits/count-nodes';

interface Payload {
  readonly args: Execution;
  readonly setResultAndStopExecution: (result: ExecutionResult) => void;
}

/**
 * Refuses operations that could answer more objects than allowed, before any of them is asked for. It comes after
 * the variables are known, as `first` may be one.
 */
export function useNodeLimit(limit: number): GatewayPlugin {
  const refuse = ({ args, setResultAndStopExecution }: Payload): void => {
    if (countNodes(args) > limit) setResultAndStopExecution({ errors: [gatewayError('TOO_MANY_NODES')] });
  };
  return { onExecute: refuse, onSubscribe: refuse };
}
