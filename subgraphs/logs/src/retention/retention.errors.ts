import type { ErrorCodeDescription } from '@hostgraph/subgraph-kit';

export const LOG_NOTICE_CODES = {
  LOG_PERIOD_NOT_COVERED: {
    meaning:
      'More of the log was asked for than the mail service’s plan covers. The events that it covers are ' +
      'answered; `from` and `to` name the time that is missing.',
    remedy:
      'Ask for a later `from`, or have one of the `plans`, which reach further back, ordered: `MailService.logRetentionOffers`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;
