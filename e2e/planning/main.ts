import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildSchema, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { isEmptyOperation } from '../../gateway/src/planning/empty-operation';
import { PlanFailure } from '../../gateway/src/planning/plan-failure';
import { PlannableDocuments } from '../../gateway/src/planning/plannable-document';
import { PlannerChild } from '../../gateway/src/planning/planner-child';
import { parseSupergraph } from '../../gateway/src/supergraph/supergraph';
import { Random } from '../support/schema-values/random';
import { randomDocument } from './random-document';
import { requiringFields } from './requiring-fields';

/**
 * Plans random documents of the product's own graph, in the way of the gateway, and says which could not be planned:
 * `npm run plan:random -- --seed 7 --documents 100000`.
 */
const PLAN_TIMEOUT_MS = 10_000;
/** Each is as long as a page; a fault of one kind shows in many. */
const SHOWN_FAILURES = 5;

const read = (file: string): string => readFileSync(join(__dirname, '../../schema', file), 'utf8');

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '20261130' },
      documents: { type: 'string', default: '20000' },
    },
  });
  const wanted = Number(values.documents);
  const supergraph = read('supergraph.graphql');
  const schema = buildSchema(read('api.graphql'));
  const options = {
    schema,
    random: new Random(Number(values.seed)),
    preferred: requiringFields(supergraph),
  };
  const documents = new PlannableDocuments(schema);
  const { sdl } = parseSupergraph(supergraph);
  const seen = new Set<string>();
  const failures = { REFUSED: 0, TOO_SLOW: 0, ENDED: 0 };
  let planner = await PlannerChild.start(sdl);
  let slowest = 0;

  for (let written = 0; seen.size < wanted; written++) {
    // A generator that cannot write valid documents must not look like a planner that plans all of them.
    if (written > 2 * wanted) throw new Error(`Only ${seen.size} of ${written} documents were new and valid`);
    const text = randomDocument(options);
    const document = validDocument(schema, text);
    const key = createHash('sha256').update(text).digest('base64');
    if (!document || seen.has(key)) continue;
    seen.add(key);
    const startedAt = performance.now();
    try {
      await planner.plan({ text: documents.of(document).text, operationName: undefined }, PLAN_TIMEOUT_MS);
      slowest = Math.max(slowest, performance.now() - startedAt);
    } catch (error) {
      if (!(error instanceof PlanFailure)) throw error;
      failures[error.kind] += 1;
      if (failures.REFUSED + failures.TOO_SLOW + failures.ENDED <= SHOWN_FAILURES) {
        console.log(`${error.kind}: ${error.message}\n${text}\n`);
      }
      if (error.kind !== 'REFUSED') planner = await PlannerChild.start(sdl);
    }
  }
  planner.stop();
  const { REFUSED, TOO_SLOW, ENDED } = failures;
  console.log(
    `seed ${values.seed}: ${seen.size} distinct documents, ${REFUSED} refused, ${TOO_SLOW} too slow, ${ENDED} ended the planner; slowest ${Math.round(slowest)} ms`,
  );
  if (REFUSED + TOO_SLOW + ENDED > 0) process.exitCode = 1;
}

/** @returns undefined where the gateway has nothing to plan */
function validDocument(schema: GraphQLSchema, text: string) {
  const document = parse(text);
  if (isEmptyOperation({ document, variables: CONDITIONS })) return undefined;
  return validate(schema, document, RULES, { maxErrors: 1 }).length === 0 ? document : undefined;
}

/** Values of the variables in conditions. What they leave empty the gateway does not plan. */
const CONDITIONS = { yes: true, no: false, often: true };

/** A variable that is declared and not used does not matter here, and each document declares some. */
const RULES = specifiedRules.filter(({ name }) => name !== 'NoUnusedVariablesRule');

void main();
