import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { JobRun } from '../jobs/job';
import { Setting } from '../settings/settings';

/** How the mails leave that a subgraph writes itself. */
export interface OutgoingMailSettings {
  readonly from: string;
  /** `smtp://…` or `smtps://…`; without, mails are files in `outbox`. */
  readonly smtpUrl: string | undefined;
  readonly outbox: string;
}

export const DEFAULT_OUTGOING_MAIL: OutgoingMailSettings = {
  from: 'noreply@localhost',
  smtpUrl: undefined,
  outbox: '.data/outbox',
};

export const OUTGOING_MAIL = new Setting(DEFAULT_OUTGOING_MAIL);

/**
 * Sends a mail.
 *
 * @param id the same for one that is sent again, so that receivers can drop it
 * @returns false when the receiving server will never take it for this address
 */
export const sendMail = (
  { settings }: Pick<JobRun, 'settings'>,
  id: string,
  mail: SendMailOptions,
): Promise<boolean> => mailerOf(settings.get(OUTGOING_MAIL))(id, mail);

type Mailer = (id: string, mail: SendMailOptions) => Promise<boolean>;

function mailerOf({ from, smtpUrl, outbox }: OutgoingMailSettings): Mailer {
  const domain = from.replace(/^.*@|>$/g, '');
  const complete = (id: string, mail: SendMailOptions) => ({ ...mail, from, messageId: `<${id}@${domain}>` });
  if (smtpUrl === undefined) {
    const writer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
    return async (id, mail) => {
      const { message } = await writer.sendMail(complete(id, mail));
      await mkdir(outbox, { recursive: true, mode: 0o700 });
      const path = join(outbox, `${id}.eml`);
      await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
      return true;
    };
  }
  const transport = createTransport({ url: smtpUrl, disableFileAccess: true, disableUrlAccess: true });
  return async (id, mail) => {
    try {
      await transport.sendMail(complete(id, mail));
      return true;
    } catch (error) {
      // The envelope's addressee is refused for good (RFC 5321, 4.2.1). Anything else may pass.
      const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
      if (code === 'EENVELOPE' && responseCode >= 550 && responseCode < 560) return false;
      throw error;
    }
  };
}
