import { isStream } from '../support/schema-values/places';
import { type AttackedStack, type Caller, startAttackedStack } from './attacked-stack';
import { GatewayConnections } from './gateway-connection';
import { Assault } from './large-inputs/assault';
import { cellsOf, FORMS, requestsOf } from './large-inputs/cells';

const ATTACKERS: readonly Caller[] = ['anonymous', 'stranger', 'holder'];

let stack: AttackedStack;
let connections: GatewayConnections;
beforeAll(async () => {
  stack = await startAttackedStack();
  connections = new GatewayConnections(stack.endpoint, 8);
});
afterAll(async () => {
  connections.close();
  await stack.stop();
});

it('knows the event loops of all programs', async () => {
  const programs = (await stack.readEventLoops()).map(({ program }) => program);
  expect(programs.sort()).toEqual([
    'accounts',
    'compliance',
    'gateway',
    'hosting',
    'identity-provider',
    'logs',
    'mail',
  ]);
});

it('every value that is far too large is refused with a code, and blocks nobody meanwhile', async () => {
  const requests = requestsOf(stack.schema, await stack.readIds());
  // What the first request compiles, loads and connects is no attack's doing.
  for (const request of requests) {
    await connections.post({
      credential: stack.credentials.holder,
      body: request.with(Buffer.from(request.form === 'literal' ? '1' : '"short"')),
      isStream: isStream(request.position.place),
    });
  }
  const attacks = requests
    .flatMap(cellsOf)
    .flatMap((cell) => ATTACKERS.map((caller) => ({ ...cell, caller })));
  const values = attacks.length / FORMS.length / ATTACKERS.length;
  console.log(
    `${attacks.length} attacks: ${values} values for ${requests.length / FORMS.length} arguments and fields, ` +
      `as ${FORMS.join(' and ')}, by ${ATTACKERS.join(', ')}`,
  );
  expect(await new Assault(stack, connections).faultsOf(attacks)).toEqual([]);
}, 1_800_000);
