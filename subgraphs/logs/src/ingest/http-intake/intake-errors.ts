/** Why lines that were sent over HTTP were not taken; generates a part of docs/errors.md. */
export const INTAKE_ERROR_CODES = {
  BAD_REQUEST: { httpStatus: 400, description: 'The request is not HTTP as it should be.' },
  MALFORMED_BODY: {
    httpStatus: 400,
    description:
      'The body as a whole is not of its media type, or not compressed as it says. Nothing was stored.',
  },
  UNAUTHENTICATED: {
    httpStatus: 401,
    description: 'The API key is missing, malformed, unknown, expired or revoked.',
  },
  FORBIDDEN: { httpStatus: 403, description: 'The API key does not have the scope `logs:ingest`.' },
  NOT_FOUND: { httpStatus: 404, description: 'There is nothing at this path, or not by this method.' },
  PAYLOAD_TOO_LARGE: {
    httpStatus: 413,
    description: 'The body is larger than allowed, compressed or not. Nothing was stored: send less at once.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    httpStatus: 415,
    description:
      'Neither NDJSON, JSON, plain text nor journald’s export format, or compressed otherwise than by gzip.',
  },
  SERVICE_UNAVAILABLE: {
    httpStatus: 503,
    description:
      'Too much is waiting to be stored, or the key cannot be checked now. Send it again (Retry-After).',
  },
  INTERNAL_SERVER_ERROR: { httpStatus: 500, description: 'Internal server error' },
} as const satisfies Record<string, { httpStatus: number; description: string }>;

export type IntakeErrorCode = keyof typeof INTAKE_ERROR_CODES;

/** Ends a request with one of the codes. */
export class IntakeError extends Error {
  constructor(readonly code: IntakeErrorCode) {
    super(INTAKE_ERROR_CODES[code].description);
  }
}
