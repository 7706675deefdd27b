import type { Row } from './response';
import { textOf, type Token } from './token';

/** What a server tells of itself (RFC 5804 section 1.7). */
export interface Capabilities {
  /** Its name and version. */
  readonly implementation: string;
  /** The Sieve extensions that scripts may require, such as `fileinto`. */
  readonly sieveExtensions: readonly string[];
  /** The methods of `notify` (RFC 5435), such as `mailto`. */
  readonly notifyMethods: readonly string[];
  /** How many `redirect` a script may do; null where it does not say. */
  readonly maxRedirects: number | null;
  /** Ways to sign in that it offers now. */
  readonly saslMechanisms: readonly string[];
  readonly hasStartTls: boolean;
}

export function capabilitiesOf(rows: readonly Row[]): Capabilities {
  const values = new Map(rows.map(([name, value]) => [textOf(name).toUpperCase(), valueOf(value)]));
  const wordsOf = (name: string): readonly string[] => (values.get(name) ?? '').split(' ').filter(Boolean);
  const maxRedirects = values.get('MAXREDIRECTS') ?? '';
  return {
    implementation: values.get('IMPLEMENTATION') ?? '',
    sieveExtensions: wordsOf('SIEVE'),
    notifyMethods: wordsOf('NOTIFY'),
    maxRedirects: /^\d{1,9}$/.test(maxRedirects) ? Number(maxRedirects) : null,
    saslMechanisms: wordsOf('SASL').map((mechanism) => mechanism.toUpperCase()),
    hasStartTls: values.has('STARTTLS'),
  };
}

const valueOf = (token: Token | undefined): string => (token ? textOf(token) : '');
