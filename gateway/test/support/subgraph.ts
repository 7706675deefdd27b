import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { ANONYMOUS, type Principal, type VerifyPrincipal } from '@hostgraph/principal';
import { graphql, type GraphQLFieldResolver, parse } from 'graphql';
import { text } from 'node:stream/consumers';
import { type HttpServer, startHttpServer } from './http-server';

export interface SubgraphContext {
  readonly principal: Principal;
}

// Resolvers of one map take sources and arguments of many types.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Resolver = GraphQLFieldResolver<any, any>;
type ResolverMap = Record<string, Record<string, Resolver>>;

export interface SubgraphDefinition {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: ResolverMap;
}

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly query: string;
  // eslint-disable-next-line no-restricted-syntax -- known later
  principal: Principal;
  /** The gateway called it off before the answer. */
  // eslint-disable-next-line no-restricted-syntax -- known later
  aborted: boolean;
}

export interface Subgraph {
  readonly url: string;
  /** Everything that arrived, in order. */
  readonly received: ReceivedRequest[];
  /** Answers in its stead, unless it returns false, until set to undefined: how faults are made. */
  // eslint-disable-next-line no-restricted-syntax -- set by tests
  fault: ((req: IncomingMessage, res: ServerResponse) => unknown) | undefined;
  /** Closes the port; connections are refused from then on. */
  stop(): Promise<void>;
  /** Opens the same port again. */
  restart(): Promise<void>;
}

/** A subgraph over HTTP that takes identity from the internal token and from nowhere else. */
export async function startSubgraph(
  { typeDefs, resolvers }: SubgraphDefinition,
  verify: VerifyPrincipal,
): Promise<Subgraph> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(typeDefs), resolvers }]);
  const received: ReceivedRequest[] = [];

  const answer = async (req: IncomingMessage, res: ServerResponse) => {
    const body = await text(req);
    // A file is asked for without a body.
    const { query = '', variables = {} } = JSON.parse(body || '{}') as {
      query?: string;
      variables?: object;
    };
    const request: ReceivedRequest = { headers: req.headers, query, principal: ANONYMOUS, aborted: false };
    received.push(request);
    res.once('close', () => {
      request.aborted = !res.writableFinished;
    });
    if (subgraph.fault && subgraph.fault(req, res) !== false) return;
    request.principal = verify((req.headers.authorization ?? '').replace('Bearer ', ''), {
      requestId: String(req.headers['x-request-id']),
      content: body,
    });
    const result = await graphql({
      schema,
      source: query,
      variableValues: variables as Record<string, unknown>,
      contextValue: { principal: request.principal },
    });
    res.setHeader('content-type', 'application/json').end(JSON.stringify(result));
  };
  const listener = (req: IncomingMessage, res: ServerResponse) => {
    answer(req, res).catch((error: unknown) => {
      res.statusCode = 401;
      res.setHeader('content-type', 'application/json');
      res.end(
        JSON.stringify({ errors: [{ message: String(error), extensions: { code: 'UNAUTHENTICATED' } }] }),
      );
    });
  };

  let server: HttpServer = await startHttpServer(listener);
  const { url } = server;
  const subgraph: Subgraph = {
    url,
    received,
    fault: undefined,
    stop: () => server.stop(),
    async restart() {
      server = await startHttpServer(listener, Number(new URL(url).port));
    },
  };
  return subgraph;
}
