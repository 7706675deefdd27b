import { type Environment, givenVariables, parseSetting } from '@hostgraph/service';
import { z } from 'zod';
import { DEFAULT_OUTGOING_MAIL, type OutgoingMailSettings } from './outgoing-mail';

const settingsSchema = z.object({
  NOTICE_FROM: z
    .string()
    .regex(/^([^<>\r\n]*<)?[^\s<>@]+@[^\s<>@]+>?$/, 'must be an e-mail address, or a name and one in <>')
    .default(DEFAULT_OUTGOING_MAIL.from),
  NOTICE_SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\/\S+$/, 'must be smtp://… or smtps://…')
    .optional(),
  NOTICE_OUTBOX: z.string().default(DEFAULT_OUTGOING_MAIL.outbox),
});

/**
 * Reads how a subgraph's own mails leave.
 *
 * @throws StartupError
 */
export function readOutgoingMailSettings(environment: Environment): OutgoingMailSettings {
  const { NOTICE_FROM, NOTICE_SMTP_URL, NOTICE_OUTBOX } = parseSetting(
    settingsSchema,
    givenVariables(environment),
  );
  return { from: NOTICE_FROM, smtpUrl: NOTICE_SMTP_URL, outbox: NOTICE_OUTBOX };
}
