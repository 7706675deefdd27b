import { anyPort, areFree } from '../../../local/test/free-ports';

/**
 * A free port for each name; those of one call follow each other.
 *
 * Below those of `freePorts`, and so of the systems that other tests start at the same time.
 */
export async function freePortsFor<Name extends string>(
  names: readonly Name[],
): Promise<Readonly<Record<Name, number>>> {
  for (;;) {
    const first = anyPort(10_000, 19_800);
    const ports = names.map((_, index) => first + index);
    if (await areFree(ports))
      return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
  }
}
