import { DateTime } from 'luxon';
import type { SendMailOptions } from 'nodemailer';
import type { MailboxRight } from '../../access/mailbox-right';
import { RightChangeKind } from '../right-change/right-change-kind';
import { NOTICE_TEXTS, type NoticeLanguage } from './right-notice-texts';

/** What changed, and of whose doing. */
export interface RightNotice {
  readonly id: string;
  readonly kind: RightChangeKind;
  readonly rights: readonly MailboxRight[];
  readonly reason: string | null;
  readonly expiresAt: Date | null;
  readonly changedAt: Date;
  readonly timeZone: string;
  readonly mailboxAddress: string;
  readonly userId: string;
  readonly userAddress: string | null;
  readonly actorKind: 'PERSON' | 'API_KEY';
  readonly actorId: string;
  readonly actorAddress: string | null;
  /** As RFC 5646 says it; English where it is not known, or not one of ours. */
  readonly language: string | null;
}

/** A mail that no program answers (RFC 3834, section 5). Nothing to click on, so that no other is taken for one of these. */
export function composeNotice(notice: RightNotice): SendMailOptions {
  const language = languageOf(notice.language);
  const texts = NOTICE_TEXTS[language];
  const { kind, mailboxAddress: mailbox, rights, reason, expiresAt, changedAt, timeZone } = notice;
  const when = (date: Date): string =>
    DateTime.fromJSDate(date, { zone: timeZone }).setLocale(language).toLocaleString(DateTime.DATETIME_FULL);
  const actor =
    notice.actorKind === 'API_KEY'
      ? texts.apiKey(notice.actorId)
      : named(notice.actorAddress, notice.actorId);
  const facts = { mailbox, actor, person: named(notice.userAddress, notice.userId) };
  const list = rights.map((right) => `- ${texts.rights[right]}`).join('\n');
  const paragraphs = [
    `${texts.opening[kind](facts)}${list && `\n\n${list}`}`,
    kind === RightChangeKind.GRANTED && (expiresAt ? texts.until(when(expiresAt)) : texts.withoutEnd),
    reason !== null && texts.reason(reason),
    texts.at(when(changedAt)),
    texts.closing,
  ];
  return {
    to: mailbox,
    subject: texts.subject(mailbox),
    text: `${paragraphs.filter(Boolean).join('\n\n')}\n`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
  };
}

const named = (address: string | null, id: string): string => (address === null ? id : `${address} (${id})`);

function languageOf(tag: string | null): NoticeLanguage {
  const primary = tag?.split('-')[0]?.toLowerCase() ?? '';
  return Object.hasOwn(NOTICE_TEXTS, primary) ? (primary as NoticeLanguage) : 'en';
}
