import { SUBGRAPHS, type SubgraphName } from '../subgraphs/subgraphs';

/** Where everything listens, on 127.0.0.1. */
export type Ports = Readonly<Record<'gateway' | 'identity-provider' | 'postgres' | SubgraphName, number>>;

/** The gateway's port, and those that follow it for all others. */
export function portsFrom(gateway: number): Ports {
  const others = [...SUBGRAPHS, 'identity-provider', 'postgres'] as const;
  return Object.fromEntries([
    ['gateway', gateway],
    ...others.map((name, index) => [name, gateway + 1 + index]),
  ]) as Ports;
}
