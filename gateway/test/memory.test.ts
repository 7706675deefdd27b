import { send } from './support/graphql-request';
import { startWorld, type World } from './support/world';

let world: World;

beforeAll(async () => {
  // Some three times what the gateway needs for itself.
  world = await startWorld({ NODE_OPTIONS: '--max-old-space-size=320' });
});

afterAll(() => world.stop());

it('remembers documents within a bound, also those that it refuses', async () => {
  const fields = 'a '.repeat(1_900);
  for (let batch = 0; batch < 60; batch++) {
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) =>
        send(world.gateway.url, `query Q${batch * 10 + index} { ${fields} }`),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 400));
  }
  // 600 syntax trees of 0.9 MB each would have ended the process.
  expect(world.gateway.child.exitCode).toBeNull();
  expect((await send(world.gateway.url, '{ __typename }')).status).toBe(200);
});
