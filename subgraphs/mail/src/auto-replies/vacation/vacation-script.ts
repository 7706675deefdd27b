import type { AutoReplyAudience } from '../auto-reply/auto-reply-audience';
import type { SievePart } from '../../sieve/sieve-extension';
import { sieveNumber, sieveString, sieveStrings } from '../../sieve/sieve-string';
import { headerAddress, headerSubject, replyEntity, type ReplyText } from '../auto-reply/reply-message';

/** What a mailbox answers, and how it is known whom. */
export interface Vacation {
  /** Names the memory of who was answered. */
  readonly handle: string;
  readonly sender: { readonly name: string; readonly address: string };
  /** All addresses of the mailbox. */
  readonly addresses: readonly string[];
  /** Whoever writes from one of these is internal. */
  readonly domains: readonly string[];
  readonly audience: AutoReplyAudience;
  readonly content: VacationContent;
  /** What external correspondents are told, where that differs. */
  readonly externalContent: VacationContent | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  readonly repeatIntervalDays: number;
}

export interface VacationContent extends ReplyText {
  readonly subject: string;
}

/** What has to hold of the sender, by the test for those inside. */
const AUDIENCE_TESTS: Readonly<Record<AutoReplyAudience, (isInternal: string) => readonly string[]>> = {
  INTERNAL: (isInternal) => [isInternal],
  EXTERNAL: (isInternal) => [`not ${isInternal}`],
  EVERYBODY: () => [],
};

/** Headers by which spam filters mark what they let through: rspamd and SpamAssassin. */
const SPAM = 'header :matches ["X-Spam", "X-Spam-Flag", "X-Spam-Status"] "Yes*"';

/**
 * Answers by `vacation` (RFC 5230), once in so many days, and goes on with the message. Pigeonhole itself answers no
 * bounces, mailing lists, bulk mail, automatic messages, nor what does not name one of `:addresses` as a recipient
 * (RFC 5230, section 4; RFC 3834, section 2). What it does not know is said here: the schedule, who is internal, that
 * spam is not answered, and neither is what a catch-all took in.
 */
export async function vacationScript(vacation: Vacation): Promise<SievePart> {
  const { addresses, audience, content, externalContent } = vacation;
  const tests = [
    ...schedule(vacation),
    `envelope :matches "to" ${sieveStrings(addresses.flatMap(recipientPatterns))}`,
    `not ${SPAM}`,
  ];
  const isInternal = `envelope :domain :is "from" ${sieveStrings(vacation.domains)}`;
  const commands = [];
  if (externalContent) {
    commands.push(`if ${isInternal} {`, await action(vacation, content), '} else {');
    commands.push(await action(vacation, externalContent), '}');
  } else {
    tests.push(...AUDIENCE_TESTS[audience](isInternal));
    commands.push(await action(vacation, content));
  }
  return {
    requires: ['date', 'envelope', 'relational', 'vacation'],
    text: [`if allof (${tests.join(`,${EOL}  `)}) {`, ...commands, '}', ''].join(EOL),
  };
}

/** An address, and with any detail behind a `+` (RFC 5233), as patterns of `:matches` (RFC 5228, 2.7.1). */
function recipientPatterns(address: string): string[] {
  const exactly = address.replace(/[*?\\]/g, String.raw`\$&`);
  return [exactly, exactly.replace('@', '+*@')];
}

const EOL = '\r\n';

/**
 * Instants, compared in UTC, so that no clock of any zone moves them. What the server compares with continues with its
 * offset (RFC 5260, 4.1: `iso8601`); so at the very second it is greater, which begins there and ends before.
 */
function schedule({ startsAt, endsAt }: Pick<Vacation, 'startsAt' | 'endsAt'>): string[] {
  const now = (relation: 'ge' | 'lt', instant: Date): string =>
    `currentdate :zone "+0000" :value "${relation}" "iso8601" ${sieveString(instant.toISOString().slice(0, 19))}`;
  return [now('ge', startsAt), ...(endsAt ? [now('lt', endsAt)] : [])];
}

async function action(
  { handle, sender, addresses, repeatIntervalDays }: Vacation,
  { subject, body, html }: VacationContent,
): Promise<string> {
  const from = headerAddress(sender.name, sender.address);
  const words = [
    `vacation :days ${sieveNumber(repeatIntervalDays)} :handle ${sieveString(handle)}`,
    `:subject ${sieveString(headerSubject(subject))} :from ${sieveString(from)}`,
    `:addresses ${sieveStrings(addresses)} :mime ${sieveString(await replyEntity({ body, html }))};`,
  ];
  return words.join(`${EOL}  `);
}
