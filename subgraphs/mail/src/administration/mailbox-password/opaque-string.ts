/** Control characters, and what Unicode has assigned to nothing. */
const NOT_TYPABLE = /[\p{Cc}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]/u;

/**
 * A password as it is hashed, and as mail programs that keep to the standard send it: the profile OpaqueString
 * (RFC 8265, 4.2). Otherwise an `é` that one device writes as two characters would be another password there.
 *
 * @returns undefined where it has characters that no password may have
 */
export function opaqueString(password: string): string | undefined {
  const prepared = password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
  return NOT_TYPABLE.test(prepared) ? undefined : prepared;
}
