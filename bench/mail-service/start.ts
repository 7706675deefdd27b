import { Settings, startSubgraph } from '@hostgraph/subgraph-kit';
import type { DataSource } from 'typeorm';
import { type Answer, startStack } from '../../e2e/support/running-stack';
import { mailSubgraph } from '../../subgraphs/mail/src';
import { StatementTap } from '../mail-log/statement-tap';

/** The whole system, whose subgraph of mail runs in this process, so that its statements can be counted. */
export interface TappedSystem {
  readonly database: DataSource;
  readonly tap: StatementTap;
  /**
   * Asks the gateway as an administrator.
   *
   * @throws Error when anything of the answer is wrong
   */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  stop(): Promise<void>;
}

export async function startTapped(): Promise<TappedSystem> {
  const running = await startStack();
  const { stack, demo } = running;
  const { settings } = stack;
  await stack.stopService('mail');
  const tap = new StatementTap();
  const subgraph = await startSubgraph(
    mailSubgraph,
    {
      host: '127.0.0.1',
      port: settings.ports.mail,
      databaseUrl: settings.databaseUrls.mail,
      poolSize: 10,
      jobWorkers: 0,
      internalJwks: JSON.parse(settings.internalKeys.jwks) as { keys: { kty: string }[] },
      streamLimits: { perCaller: 10, perOrganization: 100 },
      logLevel: 'error',
      settings: new Settings(),
    },
    tap,
  );
  return {
    database: subgraph.database,
    tap,
    async ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data> {
      const credential = demo.tokens.administrator;
      const answer: Answer<Data> = await running.ask({ credential, query, ...(variables && { variables }) });
      if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    async stop() {
      await subgraph.stop();
      await running.stop();
    },
  };
}
