import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** Accounts that one transaction may rename; beyond that, those who sign in meanwhile would wait too long. */
export const MAX_ATOMIC_ACCOUNTS = 20_000;
/** Accounts that can be chosen one by one. */
export const MAX_CHOSEN_ACCOUNTS = 1_000;

/** Why FTP usernames are not planned to change, changed or restored, in `userErrors`. */
export const USERNAME_MIGRATION_ERROR_CODES = {
  PLATFORMS_OR_ACCOUNTS: {
    meaning: 'The input names neither platforms nor accounts, or both.',
    remedy: 'Name `platforms` as the operator, or `accountIds` of an organization that you administer.',
  },
  ACCOUNTS_OF_SEVERAL_ORGANIZATIONS: {
    meaning: 'The accounts belong to more than one organization.',
    remedy: 'Plan those of each organization by themselves.',
  },
  MIGRATION_NOT_READY: {
    meaning: 'The status of the migration does not allow that.',
    remedy:
      'Read its `status`: only what is PLANNED or STOPPED is applied, and only what was applied is undone.',
  },
  PLAN_HASH_MISMATCH: {
    meaning: 'The hash is not that of the plan.',
    remedy: 'Read `planHash` together with the results that you approve.',
  },
  PLAN_OUTDATED: {
    meaning: 'Accounts have been added, deleted or renamed since the plan was made.',
    remedy: 'Plan again.',
  },
  MIGRATION_RUNNING: {
    meaning: 'Another migration of some of the same accounts is being applied or rolled back at this moment.',
    remedy: 'Wait until it is done, then try again.',
  },
  TOO_MANY_FOR_ONE_STEP: {
    meaning: `More than ${MAX_ATOMIC_ACCOUNTS} accounts cannot be renamed at one moment.`,
    remedy: 'Apply it in batches.',
  },
  GRACE_OVER: {
    meaning: 'The grace period is over.',
    remedy: 'None: the new usernames stay. Finalise the migration.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(USERNAME_MIGRATION_ERROR_CODES);
