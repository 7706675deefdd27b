import type { Random } from './random';
import { Leaf, leafOf, NULL } from './value';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 9, 1);

/** Texts by the name of what they are for, where not every text makes sense. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  allowedNetworks: ['192.0.2.0/24', '2001:db8::/48', '198.51.100.7/32'],
  address: ['anna@example.test', 'info@example.test'],
  correspondent: ['@partner5.test', 'p5', '%', '_'],
  domain: ['example.test', 'firma.test', 'other.test'],
  folder: ['INBOX', 'Archive', 'Projekte/Zürich'],
  header: ['X-Spam', 'List-Id'],
  homeDirectory: ['/web', '/', '/web/Übersicht'],
  language: ['de', 'fr', 'en', 'de-CH'],
  localPart: ['web', 'backup', 'deploy1'],
  message: ['From: a@example.test\r\nTo: b@example.test\r\nSubject: Hello\r\n\r\nHello\r\n'],
  timeZone: ['Europe/Zurich', 'UTC', 'America/St_Johns'],
};
const WORDS = [
  'Holiday',
  'Zürich',
  'Invoices 2026',
  'a',
  '請求書',
  'مرحبا',
  '😀',
  '<b>x</b>',
  "O'Hara",
  '%',
  '--',
];
const LOCAL_PARTS = ['anna', 'b.c', 'x+y', 'o_k', "d'angelo", 'a'.repeat(64)];
const DOMAINS = [
  'example.test',
  'firma.test',
  'partner.test',
  'bücher.test',
  'xn--bcher-kva.test',
  `${'l'.repeat(63)}.test`,
];

/** A value that a scalar of the schema takes; `name` is that of the place. */
export function validScalar(scalar: string, name: string, random: Random): Leaf {
  switch (scalar) {
    case 'Boolean':
      return leafOf(random.chance(0.5));
    case 'Int':
      return leafOf(random.pick([1, 2, 5, 7, 20, 30, 100]));
    case 'SafeInt':
      return leafOf(random.pick([0, 1, 1_000_000, 5_000_000_000]));
    case 'Float':
      return leafOf(random.next());
    case 'ID':
      return leafOf(`xxx_absent${random.below(1e9)}`.padEnd(26, '0'));
    case 'EmailAddress':
      return leafOf(`${random.pick(LOCAL_PARTS)}@${random.pick(DOMAINS)}`);
    case 'DateTime':
      return leafOf(someTime(random).toISOString());
    case 'LocalDate':
      return leafOf(someTime(random).toISOString().slice(0, 10));
    case 'LocalDateTime':
      return leafOf(someTime(random).toISOString().slice(0, 19));
    case 'Secret':
      return new Leaf(JSON.stringify(`${PLANTED_SECRET}-${random.below(1e6)}`), null);
    case 'String':
      // A cursor is another page's; the first page has none.
      if (name === 'after') return NULL;
      if (name === 'idempotencyKey') return leafOf(`key-${random.below(1e9)}`);
      return leafOf(random.pick(TEXTS[name] ?? WORDS) ?? '');
    default:
      throw new Error(`No values are known of the scalar ${scalar}: add them here`);
  }
}

/** What every password begins with; no answer and no log may ever show it. */
export const PLANTED_SECRET = 'Planted#Secret';

/** Between the autumn of 2026 and that of 2029; the same for the same seed on whatever day it is asked. */
const someTime = (random: Random): Date =>
  new Date(FIRST_DAY + random.below(1_100) * DAY_MS + random.below(86_400) * 1000);
