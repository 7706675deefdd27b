import { type GraphQLSchema, isInputObjectType, isNonNullType, isScalarType } from 'graphql';
import type { KnownIds } from '../../support/schema-values/known-ids';
import { placesOf } from '../../support/schema-values/places';
import { Random } from '../../support/schema-values/random';
import {
  LARGE_TEXTS,
  largeListsOf,
  type LargeValue,
  MANY_FIELDS,
  NESTED_LISTS,
  NESTED_OBJECTS,
  WRONG_TEXTS,
} from './large-values';
import { type Position, positionsOf } from './positions';
import { type Form, RequestAround } from './request-around';

export const FORMS: readonly Form[] = ['variable', 'literal'];

/** A request with one value that is far too large. */
export interface Cell {
  readonly request: RequestAround;
  readonly value: LargeValue;
}

export function requestsOf(schema: GraphQLSchema, known: KnownIds): RequestAround[] {
  const random = new Random(1);
  return placesOf(schema)
    .flatMap(positionsOf)
    .flatMap((position) =>
      FORMS.map((form) => new RequestAround(position, form, random, { known, optional: 0 })),
    );
}

export const cellsOf = (request: RequestAround): Cell[] =>
  valuesFor(request.position).map((value) => ({ request, value }));

function valuesFor({ type }: Position): readonly LargeValue[] {
  const bare = isNonNullType(type) ? type.ofType : type;
  const others = [...largeListsOf(type), NESTED_LISTS, NESTED_OBJECTS];
  if (isInputObjectType(bare)) return [MANY_FIELDS, ...others];
  return [...(isScalarType(bare) && !NUMERIC.has(bare.name) ? LARGE_TEXTS : WRONG_TEXTS), ...others];
}

const NUMERIC: ReadonlySet<string> = new Set(['Int', 'SafeInt', 'Float', 'Boolean']);

export const nameOf = ({ request: { position, form }, value }: Cell): string =>
  `${position.place.name}(${position.path.join('.')}), ${value.name} as a ${form}`;
