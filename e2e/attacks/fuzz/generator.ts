import type { GraphQLSchema } from 'graphql';
import type { KnownIds } from '../../support/schema-values/known-ids';
import { type Place, placesOf } from '../../support/schema-values/places';
import { Random } from '../../support/schema-values/random';
import { valuesOf } from '../../support/schema-values/value-of';
import { type Caller, CALLERS } from '../attacked-stack';
import { corruptParts } from './corrupt';
import { FORMS, type FuzzRequest } from './fuzz-request';

/** Whatever a document may begin with, none of which changes what is asked. */
const PREAMBLES: readonly string[] = [
  '',
  '',
  '',
  '',
  '',
  '',
  '\ufeff',
  '# comment\n',
  ',,,\r\n\t',
  '"A description" ',
  '"""\nOf several lines\n"""\n',
];

/** Who may do more gets further into the system. */
const CALLERS_BY_WEIGHT: readonly Caller[] = [...CALLERS, 'holder', 'holder', 'apiKey', 'collaborator'];

/** Requests that look random and are the same for the same seed, as far as the known records are the same. */
export class FuzzGenerator {
  readonly #places: readonly Place[];
  readonly #random: Random;

  constructor(schema: GraphQLSchema, seed: number) {
    this.#places = placesOf(schema);
    this.#random = new Random(seed);
  }

  next(known: KnownIds): FuzzRequest {
    const random = this.#random;
    const place = random.pick(this.#places)!;
    const choices = { known, optional: random.pick([0, 0.2, 0.5, 1]) };
    const form = random.pick(FORMS);
    // Most requests have one mistake: those with many are refused for the first of them.
    const mistakes = random.pick([0, 0, 1, 1, 1, 1, 2]);
    const args = place.steps.map((step, index) => {
      let values = valuesOf(step.args, step.name, random, choices);
      if (index < place.steps.length - 1) return values;
      for (let i = 0; i < mistakes; i++) values = corruptParts(values, step.args, random);
      return values;
    });
    return {
      place,
      caller: random.pick(CALLERS_BY_WEIGHT)!,
      form,
      args,
      selectionDepth: random.pick([0, 1, 1, 1, 1, 2]),
      // Only a named, or an explicit, operation may have a description; all of ours say what they are.
      preamble: form === 'variables' ? '' : random.pick(PREAMBLES)!,
    };
  }
}
