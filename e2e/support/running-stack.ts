import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Demo, prepareDemo, Stack } from '@hostgraph/local';
import { freePorts } from '../../local/test/free-ports';

export interface Answer<Data> {
  readonly status: number;
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly requestId?: string };
  }[];
}

/** The whole system with its demonstration, from the sources, in a folder and on ports of its own. */
export interface RunningStack {
  readonly demo: Demo;
  readonly stack: Stack;
  /** Asks the gateway, or the endpoint of a subgraph. */
  ask<Data>(question: Question): Promise<Answer<Data>>;
  stop(): Promise<void>;
}

export interface Question {
  readonly credential?: string | undefined;
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly endpoint?: string;
}

/** @param settings of the programs, beside those that they need */
export async function startStack(settings: Readonly<Record<string, string>> = {}): Promise<RunningStack> {
  const directory = await mkdtemp(join(tmpdir(), 'hostgraph-e2e-'));
  const { PATH = '', HOME = '' } = process.env;
  const stack = new Stack({
    directory,
    ports: await freePorts(),
    launch: 'source',
    databaseUrls: {},
    // Tests ask more than any caller may; those of the limits set their own.
    environment: { PATH, HOME, NODE_ENV: 'production', LIMIT_FACTOR: '1000', ...settings },
    report: () => undefined,
    onFailure: () => undefined,
  });
  const stop = async () => {
    await stack.stop();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    await stack.start();
    const demo = await prepareDemo(stack);
    return { demo, stack, stop, ask: (question) => ask(demo, question) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ask<Data>(demo: Demo, question: Question): Promise<Answer<Data>> {
  const { credential, query = demo.query, variables = demo.variables, headers, endpoint } = question;
  const response = await fetch(endpoint ?? demo.endpoint, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(credential !== undefined && { authorization: `Bearer ${credential}` }),
      ...headers,
    },
    body: JSON.stringify({ query, variables }),
  });
  // Without what it cost, which is said beside every answer.
  const { data, errors } = (await response.json()) as Omit<Answer<Data>, 'status'>;
  return {
    status: response.status,
    ...(data !== undefined && { data }),
    ...(errors !== undefined && { errors }),
  };
}
