import type { Principal } from '@hostgraph/principal';
import type { GraphQLSchema } from 'graphql';
import type { Examples } from './example-values';
import { type Operation, operationsOf } from './operations';
import type { TestAnswer, TestSubgraph } from './test-subgraph';

/** What a question cost and what came of it. */
export interface Observation {
  readonly answer: TestAnswer<unknown>;
  /** The SQL that it caused, in its order. */
  readonly statements: readonly string[];
  /** Processor time of this process in microseconds: the subgraph's and the asking test's, but not the database's. */
  readonly cpuMicros: number;
}

/** What begins and ends transactions reads nothing. */
const TRANSACTION = /^(START TRANSACTION|COMMIT|ROLLBACK)/;

export const lookUps = ({ statements }: Observation): string[] =>
  statements.filter((sql) => !TRANSACTION.test(sql));

/** Asks, and measures: the median of several, as whatever else the process does falls into one of them. */
export async function observe(
  subgraph: TestSubgraph,
  caller: Principal,
  { document, variables }: { document: string; variables: Readonly<Record<string, unknown>> },
  times = 1,
): Promise<Observation> {
  const observations: Observation[] = [];
  for (let time = 0; time < times; time++) {
    const before = process.cpuUsage();
    const answer = await subgraph.ask(caller, document, variables);
    const { user, system } = process.cpuUsage(before);
    observations.push({ answer, statements: [...subgraph.statements], cpuMicros: user + system });
  }
  observations.sort((one, other) => one.cpuMicros - other.cpuMicros);
  const median = observations[Math.floor(times / 2)];
  if (!median) throw new Error('Nothing was asked');
  return median;
}

/** The answers, and the statements, to the same question about something hidden and about something absent. */
export interface Pair {
  readonly operation: string;
  /** Which of the ids is somebody else's, or absent. */
  readonly idKind: string;
  readonly hidden: Observation;
  readonly absent: Observation;
}

export interface Ids {
  /** Of objects that the caller may use. */
  readonly own: Readonly<Record<string, string>>;
  /** Of objects that the caller may not know of. */
  readonly hidden: Readonly<Record<string, string>>;
}

/**
 * Asks every operation that takes ids about hidden objects and about absent ones: with all ids so, and with each of them
 * beside the caller's own.
 *
 * @param kinds only operations that take such ids and no others; all where it is left out
 * @throws when an operation takes an id of which the test knows no hidden object
 */
export async function observePairs(
  subgraph: TestSubgraph,
  schema: GraphQLSchema,
  caller: Principal,
  { ids, values = {}, kinds: asked }: { ids: Ids; values?: Examples['values']; kinds?: readonly string[] },
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  const ask = (operation: Operation, given: Readonly<Record<string, string>>) =>
    observe(subgraph, caller, {
      document: operation.document,
      variables: operation.variables({ ids: given, values }),
    });
  for (const operation of operationsOf(schema)) {
    if (asked && !operation.idKinds.every((kind) => asked.includes(kind))) continue;
    const kinds = operation.idKinds.filter((kind) => kind in ids.hidden);
    if (kinds.length < operation.idKinds.length) {
      throw new Error(`No hidden object for ${operation.name}: ${operation.idKinds.join(', ')}`);
    }
    if (kinds.length === 0) continue;
    const hiddenOnes = [ids.hidden, ...(kinds.length > 1 ? kinds.map((kind) => only(ids, kind)) : [])];
    for (const [index, hidden] of hiddenOnes.entries()) {
      const absent = Object.fromEntries(
        Object.entries(hidden).map(([kind, id]) => [kind, id === ids.own[kind] ? id : absentLike(id)]),
      );
      pairs.push({
        operation: operation.name,
        idKind: index === 0 ? 'all' : (kinds[index - 1] ?? ''),
        hidden: await ask(operation, hidden),
        absent: await ask(operation, absent),
      });
    }
  }
  return pairs;
}

const only = ({ own, hidden }: Ids, kind: string): Readonly<Record<string, string>> => ({
  ...hidden,
  ...own,
  [kind]: hidden[kind] ?? '',
});

/** An id of the same sort and length that nothing has. */
const absentLike = (id: string): string => `${id.slice(0, -4)}zzzz`;
