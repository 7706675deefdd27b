import { Readable } from 'node:stream';
import { Client as Ftp } from 'basic-ftp';
import { type Client, mutate } from './api';
import { count } from './mail';
import { address, FTP_HOST, port, setting, tls } from './settings';
import { eventually } from './steps';
import type { Mailbox } from './mail-service';

interface Plan {
  readonly status: string;
  readonly planHash: string;
}

/** A new account, by which files are stored and listed. */
export async function useFtp(anna: Client, owner: Mailbox, run: string): Promise<void> {
  const siteId = await eventually('the site', () => siteOf(anna));
  const { ftpAccount, password } = await eventually('an FTP account', () =>
    mutate<{ ftpAccount: { username: string }; password: string }>(
      anna,
      'createFtpAccount',
      // Another one at each attempt, as the password is told once.
      {
        ...{
          siteId,
          localPart: `web.${Date.now().toString(36)}`,
          quotaBytes: 1e7,
          ownerEmail: owner.address,
        },
        idempotencyKey: `${run}-${Date.now()}`,
      },
      'ftpAccount { username } password',
    ),
  );
  await eventually('signs in, stores and lists', async () => {
    const ftp = new Ftp(10_000);
    try {
      await ftp.access({
        host: address(),
        port: port('FTP'),
        user: ftpAccount.username,
        password,
        secure: true,
        secureOptions: tls(FTP_HOST),
      });
      await ftp.uploadFrom(Readable.from(['hello']), `${run}.html`);
      return (await ftp.list()).some(({ name }) => name === `${run}.html`);
    } finally {
      ftp.close();
    }
  });
}

async function siteOf(anna: Client): Promise<string | undefined> {
  const { organization } = await anna<{ organization: { legacySites: { nodes: { id: string }[] } } }>(
    'query($id: ID!) { organization(id: $id) { legacySites(first: 1) { nodes { id } } } }',
    { id: setting('ORGANIZATION') },
  );
  return organization.legacySites.nodes[0]?.id;
}

/** The owner of an account whose username changes is written to, by the system's own Postfix. */
export async function changeUsernames(anna: Client, owner: Mailbox): Promise<void> {
  const { migration } = await eventually('a change of usernames', () =>
    mutate<{ migration: { id: string } }>(
      anna,
      'planFtpUsernameMigration',
      { platforms: ['PERSO_CH'], idempotencyKey: 'check-plan' },
      'migration { id }',
    ),
  );
  const { planHash } = await eventually('is planned', async () => {
    const { ftpUsernameMigration } = await anna<{ ftpUsernameMigration: Plan }>(
      'query($id: ID!) { ftpUsernameMigration(id: $id) { status planHash } }',
      { id: migration.id },
    );
    return ftpUsernameMigration.status === 'PLANNED' && ftpUsernameMigration;
  });
  await eventually('is applied', () =>
    mutate(anna, 'applyFtpUsernameMigration', { migrationId: migration.id, planHash }),
  );
  await eventually('and the owner has a notice of it', () =>
    count(owner.address, { from: 'noreply@customer.test' }),
  );
}
