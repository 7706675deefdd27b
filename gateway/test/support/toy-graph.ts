import { composeServices } from '@theguild/federation-composition';
import { GraphQLError, parse } from 'graphql';
import type { SubgraphContext, SubgraphDefinition } from './subgraph';

const FEDERATION =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@inaccessible", "@tag", "@requiresScopes", "@cost", "@listSize"])\n';

/** Keys and people whom the accounts subgraph knows; tests revoke by deleting. */
export interface KnownPrincipals {
  /** Secret by key id. */
  readonly apiKeys: Map<string, string>;
  /** Whose a key is, by key id, where it is not org_1's. */
  readonly organizations: Map<string, string>;
  readonly subjects: Set<string>;
  /** Who they are, by key id or subject, where that matters. */
  readonly identities: Map<string, { id: string; organizations: string[]; scopes?: string[] }>;
}

export function accountsDefinition(known: KnownPrincipals): SubgraphDefinition {
  const principal = (kind: string, usualId: string, name: string) => {
    const { id, organizations, scopes } = known.identities.get(name) ?? {
      id: usualId,
      organizations: [known.organizations.get(name) ?? 'org_1'],
    };
    return {
      kind,
      id,
      scopes: scopes ?? ['mail:read'],
      roles: organizations.map((organizationId) => ({ organizationId, role: 'ADMINISTRATOR' })),
    };
  };
  const onlyGateway = (context: SubgraphContext) => {
    if (context.principal.kind !== 'GATEWAY' || !context.principal.scopes.includes('principals:read')) {
      throw new GraphQLError('Only the gateway may ask.', { extensions: { code: 'FORBIDDEN' } });
    }
  };
  return {
    name: 'accounts',
    typeDefs: `${FEDERATION}
      enum PrincipalKind @inaccessible { PERSON API_KEY }
      type PrincipalRole @inaccessible { organizationId: String! role: String! }
      type Principal @inaccessible { kind: PrincipalKind! id: String! scopes: [String!]! roles: [PrincipalRole!]! }
      type Viewer { kind: String! id: String! organizations: [String!]! }
      type Organization @key(fields: "id") { id: ID! name: String! parent: Organization }
      type Query {
        viewer: Viewer!
        organization(id: ID!): Organization
        secret: String
        principalOfPerson(issuer: String!, subject: String!): Principal @inaccessible
        principalOfApiKey(keyId: String!, secret: String!): Principal @inaccessible
      }`,
    resolvers: {
      Query: {
        viewer: (_: unknown, __: unknown, { principal: { kind, id, roles } }: SubgraphContext) => ({
          kind,
          id,
          organizations: Object.keys(roles),
        }),
        organization: (_: unknown, { id }: { id: string }) => ({ id, name: `Organization ${id}` }),
        secret: () => {
          throw new GraphQLError('Your role does not allow this.', {
            extensions: {
              code: 'FORBIDDEN',
              stacktrace: ['at secret.ts:1'],
              serviceName: 'accounts',
              url: 'http://internal',
            },
          });
        },
        principalOfPerson(_: unknown, { subject }: { subject: string }, context: SubgraphContext) {
          onlyGateway(context);
          return known.subjects.has(subject) ? principal('PERSON', 'usr_1', subject) : null;
        },
        principalOfApiKey(_: unknown, args: { keyId: string; secret: string }, context: SubgraphContext) {
          onlyGateway(context);
          if (known.apiKeys.get(args.keyId) !== args.secret) return null;
          return principal('API_KEY', `key_${args.keyId}`, args.keyId);
        },
      },
      Organization: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Organization ${id}` }) },
    },
  };
}

export const mailDefinition: SubgraphDefinition = {
  name: 'mail',
  typeDefs: `${FEDERATION}
    type Organization @key(fields: "id") { id: ID! mailboxes(first: Int = 2): [Mailbox!] }
    type Mailbox @key(fields: "id") { id: ID! address: String! }
    type MailboxConnection { nodes: [Mailbox!] pages: [String!] labels: [Label!] }
    type Label { name: String! }
    type Query {
      mailboxes: [Mailbox!]
      mailbox(id: ID!): Mailbox
      crash: String
      search(first: Int = 20, text: String @cost(weight: 7)): MailboxConnection
        @cost(weight: 3)
        @listSize(slicingArguments: ["first"], sizedFields: ["nodes"], requireOneSlicingArgument: false)
      labels: [Label!] @listSize(assumedSize: 5)
    }
    type Mutation {
      renameMailbox(id: ID!, address: String!): Mailbox
      hashPassword(id: ID!): Boolean @cost(weight: 60)
      sortMailbox(id: ID!): Mailbox @tag(name: "one-per-request")
      setPassword(input: SetPasswordInput!): Boolean
    }
    scalar Secret
    input SetPasswordInput { id: ID! password: Secret! }`,
  resolvers: {
    Query: {
      mailboxes: () => [mailbox('mbx_1'), mailbox('mbx_2')],
      search: () => ({ nodes: [mailbox('mbx_1')], pages: [], labels: [] }),
      labels: () => [],
      mailbox: (_: unknown, { id }: { id: string }) => mailbox(id),
      crash: () => {
        throw new Error('SELECT * FROM mailbox at postgres://10.0.0.7:5432 failed');
      },
    },
    Mutation: {
      renameMailbox: (_: unknown, { id }: { id: string }) => mailbox(id),
      hashPassword: () => true,
      sortMailbox: (_: unknown, { id }: { id: string }) => mailbox(id),
      setPassword: (_: unknown, { input }: { input: { password: unknown } }) => input.password === 'hunter2',
    },
    Organization: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      mailboxes: (_: unknown, { first }: { first: number }) =>
        Array.from({ length: first }, (__, index) => mailbox(`mbx_${index + 1}`)),
    },
    Mailbox: { __resolveReference: ({ id }: { id: string }) => mailbox(id) },
  },
};

export const logsDefinition: SubgraphDefinition = {
  name: 'logs',
  typeDefs: `${FEDERATION}
    type Mailbox @key(fields: "id") {
      id: ID! activity: [String!] @requiresScopes(scopes: [["logs:read"]]) required: String!
    }
    type Query { events: [String!] }
    type Mutation { forgetEvents: Boolean }
    type Subscription { mailActivity: String! mailboxChanges: Mailbox! }`,
  resolvers: {
    Query: { events: () => ['delivered'] },
    Mutation: { forgetEvents: () => true },
    Mailbox: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      activity: ({ id }: { id: string }) => [`delivered to ${id}`],
      required: () => 'yes',
    },
  },
};

function mailbox(id: string) {
  return { id, address: `${id}@example.org` };
}

/** Composes a supergraph in the way the checked-in one is made. */
export function composeToyGraph(subgraphs: { definition: SubgraphDefinition; url: string }[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ definition: { name, typeDefs }, url }) => ({ name, url, typeDefs: parse(typeDefs) })),
  );
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
