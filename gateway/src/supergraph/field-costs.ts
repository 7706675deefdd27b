import {
  type ConstDirectiveNode,
  type ConstValueNode,
  type DocumentNode,
  type FieldDefinitionNode,
  Kind,
} from 'graphql';

/** How long a list is, as far as can be told before it is asked for (`@listSize`). */
export interface ListSize {
  /** Where no argument says. */
  readonly assumedSize?: number | undefined;
  /** Arguments that say how many items are wanted; the largest counts. */
  readonly slicingArguments: readonly string[];
  /** The fields of the answered object that are the list; undefined where the field itself is, or all its lists are. */
  readonly sizedFields?: readonly string[] | undefined;
}

/** What a subgraph says of a field's cost (federation specification, "@cost" and "@listSize"). */
export interface FieldCost {
  readonly weight?: number | undefined;
  /** What each argument costs on top where it is given. */
  readonly argumentWeights: ReadonlyMap<string, number>;
  readonly list?: ListSize | undefined;
}

/** By coordinate, such as `Mailbox.activityLog`. */
export type FieldCosts = ReadonlyMap<string, FieldCost>;

/** Reads the costs that a supergraph states of its fields. */
export function readFieldCosts({ definitions }: DocumentNode): FieldCosts {
  const costs = new Map<string, FieldCost>();
  for (const node of definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
    for (const field of node.fields ?? []) {
      const cost = costOf(field);
      if (cost) costs.set(`${node.name.value}.${field.name.value}`, cost);
    }
  }
  return costs;
}

function costOf(field: FieldDefinitionNode): FieldCost | undefined {
  const weight = weightOf(field);
  const argumentWeights = new Map(
    field.arguments?.flatMap((argument) => {
      const ofArgument = weightOf(argument);
      return ofArgument === undefined ? [] : [[argument.name.value, ofArgument] as const];
    }),
  );
  const listSize = directive(field, 'listSize');
  if (weight === undefined && argumentWeights.size === 0 && !listSize) return undefined;
  return {
    weight,
    argumentWeights,
    list: listSize && {
      assumedSize: numberOf(argumentOf(listSize, 'assumedSize')),
      slicingArguments: textsOf(argumentOf(listSize, 'slicingArguments')) ?? [],
      sizedFields: textsOf(argumentOf(listSize, 'sizedFields')),
    },
  };
}

interface Marked {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

function weightOf(node: Marked): number | undefined {
  const cost = directive(node, 'cost');
  return cost && numberOf(argumentOf(cost, 'weight'));
}

const directive = ({ directives }: Marked, wanted: string): ConstDirectiveNode | undefined =>
  directives?.find(({ name }) => name.value === wanted);

const argumentOf = (node: ConstDirectiveNode, wanted: string): ConstValueNode | undefined =>
  node.arguments?.find(({ name }) => name.value === wanted)?.value;

const numberOf = (value: ConstValueNode | undefined): number | undefined =>
  value?.kind === Kind.INT ? Number(value.value) : undefined;

const textsOf = (value: ConstValueNode | undefined): string[] | undefined =>
  value?.kind === Kind.LIST
    ? value.values.flatMap((item) => (item.kind === Kind.STRING ? [item.value] : []))
    : undefined;
