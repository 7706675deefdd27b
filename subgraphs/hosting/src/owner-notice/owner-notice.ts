import type { JobRun } from '@hostgraph/subgraph-kit';
import type { SendMailOptions } from 'nodemailer';
import { connectionSettingsOf } from '../ftp-account/connection-settings';
import { OwnerLanguage } from '../ftp-account/owner-language';
import { NOTICE_TEXTS, type NoticeFacts, type NoticeKind } from './notice-texts';

/** Whom to write to about what. */
export interface Notice {
  readonly kind: NoticeKind;
  readonly migrationId: string;
  readonly accountId: string;
  readonly email: string;
  /** English where it is not known. */
  readonly language: OwnerLanguage | null;
  readonly former: string;
  readonly username: string;
  readonly acceptedUntil: Date | null;
  /** How many such mails there were before it. */
  readonly number: number;
}

/** One that is sent again, because a process died in between, has the id that it had: receivers can drop it. */
export const noticeId = ({ kind, migrationId, accountId, number }: Notice): string =>
  `${migrationId}.${accountId}.${kind}.${number}`;

/** A mail that no program answers (RFC 3834, section 5). */
export function composeNotice(run: JobRun, notice: Notice): SendMailOptions {
  const { host, port, examples } = connectionSettingsOf(run, notice);
  const texts = NOTICE_TEXTS[notice.language ?? OwnerLanguage.EN];
  const facts: NoticeFacts = {
    ...{ former: notice.former, username: notice.username, host, port, lftp: examples.lftp },
    acceptedUntil: notice.acceptedUntil?.toISOString().slice(0, 16).replace('T', ' ') ?? null,
  };
  const paragraphs = [
    texts.opening[notice.kind](facts),
    facts.acceptedUntil === null ? texts.refused(facts) : texts.accepted(facts.acceptedUntil),
    texts.unchanged,
    texts.settings(facts),
    texts.attachment,
  ];
  return {
    to: notice.email,
    subject: texts.subject[notice.kind](facts),
    text: `${paragraphs.join('\n\n')}\n`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': notice.language ?? OwnerLanguage.EN },
    attachments: [
      {
        filename: `filezilla-${notice.username}.xml`,
        content: examples.fileZilla,
        contentType: 'application/xml; charset=utf-8',
      },
    ],
  };
}
