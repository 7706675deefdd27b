/** What a code says to a client, as docs/errors.md prints it. */
export interface ErrorCodeDescription {
  readonly meaning: string;
  readonly remedy: string;
}

/** Codes that any subgraph may answer with. A domain adds its own beside its noun, in `<noun>.errors.ts`. */
export const KIT_ERROR_CODES = {
  BAD_USER_INPUT: {
    meaning: 'An argument or variable has a value that is not accepted; `message` names it.',
    remedy: 'Correct the value. The same request fails again.',
  },
  UNAUTHENTICATED: {
    meaning: 'Nobody, or nobody we know, is signed in, and this field is not public.',
    remedy: 'Send `Authorization: Bearer …` with a valid access token or API key.',
  },
  FORBIDDEN: {
    meaning:
      'You may see the object, but not do or read this with it; `message` names the missing right or scope.',
    remedy: 'Ask an administrator of the organization for the right, or use an API key that has the scope.',
  },
  NOT_FOUND: {
    meaning: 'There is no such object, or you may not know of it; the two are never told apart.',
    remedy: 'Check the id and which organization you are signed in for.',
  },
  TOO_MANY_STREAMS: {
    meaning: 'You have as many subscriptions open as you may.',
    remedy: 'Close those that nobody looks at, and subscribe again.',
  },
  TOO_MANY_WAITING: {
    meaning:
      'As many requests of your organization as may wait for their turn in this part of the system already do. Nothing was done.',
    remedy: 'Send fewer at once, and this one again when some of the others have been answered.',
  },
  SERVICE_UNAVAILABLE: {
    meaning: 'A part of the system that this field needs does not answer at the moment.',
    remedy: 'Try again in a few seconds; the other fields of the answer are valid.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'Something failed that should not have. Nothing else is said here on purpose.',
    remedy: 'Report the `requestId` that stands beside the code; it finds the cause in our logs.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;
