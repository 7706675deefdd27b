import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { port, setting } from './settings';

const run = promisify(execFile);

/** Asks the API as one person. @throws Error with what it answered instead of data */
export type Client = <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => Promise<Data>;

const SIGN_IN = `require('@hostgraph/identity-provider').signIn({ issuer: 'http://identity.example.test:4010',
  clientId: 'hostgraph-explorer', redirectUri: 'http://127.0.0.1:4000/', login: process.argv.at(-1),
  resource: 'urn:hostgraph:api' }).then(({ accessToken }) => process.stdout.write(accessToken))`;

/** With a token from the identity provider, which is known by its name to containers only. */
export async function signIn(login: string): Promise<Client> {
  const { stdout } = await run('podman', [
    'exec',
    '-w',
    '/srv/hostgraph',
    setting('IDENTITY'),
    'node',
    '-e',
    SIGN_IN,
    login,
  ]);
  return clientOf(stdout);
}

const clientOf =
  (token: string): Client =>
  async <Data>(query: string, variables?: Readonly<Record<string, unknown>>) => {
    const response = await fetch(`http://127.0.0.1:${port('API')}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };

/** One mutation. @throws Error with its `userErrors` */
export async function mutate<Payload>(
  client: Client,
  field: string,
  input: Readonly<Record<string, unknown>>,
  selection = '',
): Promise<Payload> {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  const data = await client<Record<string, Payload & { userErrors: unknown[] }>>(
    `mutation($input: ${type}!) { ${field}(input: $input) { ${selection} userErrors { code message } } }`,
    { input },
  );
  const payload = data[field];
  if (payload === undefined || payload.userErrors.length > 0) throw new Error(JSON.stringify(payload));
  return payload;
}
