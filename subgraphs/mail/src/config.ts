import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { readSubgraphConfig, type SubgraphConfig } from '@hostgraph/subgraph-kit';
import { z } from 'zod';

export interface MailConfig extends SubgraphConfig {
  /** Pigeonhole’s `sieve-test`. Where it is not installed, rules cannot be tried, and all else works. */
  readonly sieveTestPath: string;
}

const PORT = 4002;
/** Where Debian’s dovecot-sieve puts it. */
const SIEVE_TEST = '/usr/bin/sieve-test';

const program = z.string().startsWith('/', 'must be the whole path of a program').default(SIEVE_TEST);

/** @throws StartupError */
export function readMailConfig(environment: Environment): MailConfig {
  const given = givenVariables(environment);
  return {
    ...readSubgraphConfig(environment, { name: 'mail', port: PORT }),
    sieveTestPath: parseSetting(program, given['MAIL_SIEVE_TEST_PATH'], 'MAIL_SIEVE_TEST_PATH'),
  };
}
