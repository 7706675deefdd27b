export interface Credentials {
  readonly user: string;
  readonly password: string;
  /** As whom `user` acts, where the server lets them; as themselves if omitted. */
  readonly actAs?: string;
}

/**
 * The initial response of SASL PLAIN: `[authzid] NUL authcid NUL passwd` (RFC 4616 section 2), in base64
 * (RFC 5804 section 2.1).
 *
 * @throws TypeError where a part has a NUL, which would begin the next one
 */
export function plainResponse({ user, password, actAs = '' }: Credentials): string {
  const parts = [actAs, user, password];
  if (parts.some((part) => part.includes('\0'))) throw new TypeError('a credential has a NUL character');
  return Buffer.from(parts.join('\0')).toString('base64');
}
