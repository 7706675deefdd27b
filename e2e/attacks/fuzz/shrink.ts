import {
  isList,
  isObject,
  Leaf,
  leafOf,
  type ObjectValue,
  type Value,
} from '../../support/schema-values/value';
import type { FuzzRequest } from './fuzz-request';

/** How often a smaller request is tried: enough for the deepest input of the schema. */
const MAX_TRIES = 60;

/** Leaves parts of a request out for as long as it fails in the same way. */
export async function shrink(
  request: FuzzRequest,
  failsAlike: (request: FuzzRequest) => Promise<boolean>,
): Promise<FuzzRequest> {
  let smallest = request;
  let tries = 0;
  for (let hasShrunk = true; hasShrunk;) {
    hasShrunk = false;
    for (const smaller of smallerRequests(smallest)) {
      if (++tries > MAX_TRIES) return smallest;
      if (!(await failsAlike(smaller))) continue;
      smallest = smaller;
      hasShrunk = true;
      break;
    }
  }
  return smallest;
}

function* smallerRequests(request: FuzzRequest): Generator<FuzzRequest> {
  if (request.selectionDepth > 0) yield { ...request, selectionDepth: 0 };
  if (request.preamble !== '') yield { ...request, preamble: '' };
  if (request.caller !== 'anonymous') yield { ...request, caller: 'anonymous' };
  const last = request.args.length - 1;
  for (const values of smallerObjects(request.args[last]!)) {
    yield { ...request, args: request.args.with(last, values) };
  }
}

function* smallerObjects(values: ObjectValue): Generator<ObjectValue> {
  for (const name of Object.keys(values)) {
    yield Object.fromEntries(Object.entries(values).filter(([other]) => other !== name));
  }
  for (const [name, value] of Object.entries(values)) {
    for (const smaller of smallerValues(value)) yield { ...values, [name]: smaller };
  }
}

function* smallerValues(value: Value): Generator<Value> {
  if (value instanceof Leaf) {
    if (value.json.length > 4) yield leafOf('x');
    if (value.json.length > 80 && value.json.startsWith('"')) yield half(value);
  } else if (isList(value)) {
    if (value.length > 1) yield value.slice(0, Math.ceil(value.length / 2));
    for (const [index, item] of value.entries()) {
      for (const smaller of smallerValues(item)) yield value.with(index, smaller);
      if (index > 2) break;
    }
  } else if (isObject(value)) {
    yield* smallerObjects(value);
  }
}

/** The first half of a text; an escape that was cut makes it another failure, or none. */
function half({ json }: Leaf): Leaf {
  const text = JSON.parse(json) as string;
  return leafOf(text.slice(0, Math.ceil(text.length / 2)));
}
