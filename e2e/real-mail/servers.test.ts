import { DEMO_MAILBOXES } from '@hostgraph/demo-data';
import { connectManageSieve } from '@hostgraph/managesieve';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { post } from '../support/letter';
import { byImap } from '../support/servers/mail-folder';
import {
  MAILBOX_PASSWORD,
  POSTFIX_PROGRAMS,
  REAL_MAIL_PROGRAMS,
  type RealMail,
  startRealMail,
} from '../support/servers/real-mail';

const { anna, bert, cora, dirk, victim } = DEMO_MAILBOXES;
const FROM = 'friend@open.remote.test';

describeWith([...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS], 'what Dovecot and Postfix read', () => {
  let mail: RealMail;

  beforeAll(async () => {
    mail = await startRealMail({ withPostfix: true });
  });
  afterAll(() => mail.stop());

  const sql = (text: string, ...parameters: unknown[]): Promise<unknown> =>
    mail.subgraph.database.query(text, parameters);
  const setMailbox = (settings: string, { id }: { readonly id: string }): Promise<unknown> =>
    sql(`UPDATE mail.mailbox SET ${settings} WHERE id = $1`, id);
  const sendTo = (to: string, subject: string, text?: string): Promise<string> =>
    post(mail.ports.mx, { from: FROM, to, subject, ...(text !== undefined && { text }) });
  const sendAs = (user: string, from: string, pass = MAILBOX_PASSWORD): Promise<string> =>
    post(mail.ports.submission, { from, to: FROM }, { user, pass });
  const signIn = (user: string, password = MAILBOX_PASSWORD): Promise<unknown> =>
    byImap({ ...mail.accountOf(user), password }, () => Promise.resolve('signed in')).catch(
      (error: unknown) => (error as { serverResponseCode: string }).serverResponseCode,
    );

  /** Waits until it is there. @throws Error when it does not come */
  async function arrival(address: string, subject: string, folder = 'INBOX'): Promise<void> {
    const subjects = () => subjectsIn(address, folder);
    await eventually(subjects, (found) => found.includes(subject), `${folder} of ${address}`);
  }
  const subjectsIn = async (address: string, folder = 'INBOX'): Promise<string[]> =>
    ((await mail.readFolder(address, folder)) ?? []).map(({ subject }) => subject);

  async function departure(to: string, subject: string): Promise<void> {
    const isIt = (letter: { to: readonly string[]; text: string }): boolean =>
      letter.to.includes(to) && letter.text.includes(`Subject: ${subject}`);
    const hasGone = () => Promise.resolve(mail.remote.taken.some(isIt));
    await eventually(hasGone, Boolean, `whether “${subject}” has gone to ${to}`);
  }

  describe('signing in', () => {
    it('takes the password of the mailbox, by its primary address in any case', async () => {
      expect(await signIn(anna.address)).toBe('signed in');
      expect(await signIn('Anna@Example.TEST')).toBe('signed in');
      expect(await signIn(anna.address, 'wrong')).toBe('AUTHENTICATIONFAILED');
      expect(await signIn('info@example.test')).toBe('AUTHENTICATIONFAILED');
      expect(await signIn("x' OR ''='")).toBe('AUTHENTICATIONFAILED');
    });

    it('takes a new password at once, and none where there is none', async () => {
      const [{ password_hash: before }] = (await sql(
        'SELECT password_hash FROM mail.mailbox WHERE id = $1',
        dirk.id,
      )) as [{ password_hash: string }];
      await setMailbox('password_hash = NULL', dirk);
      expect(await signIn(dirk.address)).toBe('AUTHENTICATIONFAILED');
      expect(await signIn(dirk.address, '')).not.toBe('signed in');
      await sql('UPDATE mail.mailbox SET password_hash = $1 WHERE id = $2', before, dirk.id);
      expect(await signIn(dirk.address)).toBe('signed in');
    });

    it('is for nobody as somebody else, nor for who manages scripts', async () => {
      const { user, password } = mail.master;
      expect(await signIn(user, password)).toBe('AUTHENTICATIONFAILED');
      expect(await signIn(`${anna.address}*${user}`, password)).toBe('AUTHENTICATIONFAILED');
      expect(await signIn(`${anna.address}*${bert.address}`)).toBe('AUTHENTICATIONFAILED');
      expect(await sendAs(`${anna.address}*${user}`, anna.address, password)).toMatch(/^535 /);
    });

    it('ends for a suspended mailbox, which still gets mail and has its scripts managed', async () => {
      await setMailbox(`state = 'SUSPENDED'`, cora);
      try {
        expect(await signIn(cora.address)).toBe('AUTHENTICATIONFAILED');
        expect(await sendAs(cora.address, cora.address)).toMatch(/^535 /);
        expect(await sendTo(cora.address, 'To one who is suspended')).toMatch(/^250 /);
        const { user, password } = mail.master;
        const client = await connectManageSieve({
          host: '127.0.0.1',
          port: mail.ports.managesieve,
          ca: mail.ca,
          user,
          password,
          actAs: cora.address,
        });
        expect(await client.listScripts()).toEqual([]);
        await client.logout();
      } finally {
        await setMailbox(`state = 'ACTIVE'`, cora);
      }
      await arrival(cora.address, 'To one who is suspended');
    });
  });

  describe('mail', () => {
    it('comes to the mailbox behind an alias, with whatever detail', async () => {
      expect(await sendTo('info@example.test', 'By the alias')).toMatch(/^250 /);
      expect(await sendTo('buero@firma.test', 'By the other domain')).toMatch(/^250 /);
      expect(await sendTo('info+shop@example.test', 'With a detail')).toMatch(/^250 /);
      expect(await sendTo('Anna@EXAMPLE.test', 'In capitals')).toMatch(/^250 /);
      for (const subject of ['By the alias', 'By the other domain', 'With a detail', 'In capitals'])
        await arrival(anna.address, subject);
    });

    it('goes on by redirections, and stays where a copy is to be kept', async () => {
      await sql(
        `INSERT INTO mail.redirection (id, mailbox_id, target)
         VALUES ('rdr_1', $1, 'bert@open.remote.test'), ('rdr_2', $1, $2)`,
        bert.id,
        cora.address,
      );
      expect(await sendTo(bert.address, 'With a copy')).toMatch(/^250 /);
      await setMailbox('redirection_keeps_copy = false', bert);
      expect(await sendTo(bert.address, 'Without a copy')).toMatch(/^250 /);
      for (const subject of ['With a copy', 'Without a copy']) {
        await departure('bert@open.remote.test', subject);
        await arrival(cora.address, subject);
      }
      await arrival(bert.address, 'With a copy');
      expect(await subjectsIn(bert.address)).not.toContain('Without a copy');
      await sql('DELETE FROM mail.redirection WHERE mailbox_id = $1', bert.id);
      expect(await sendTo(bert.address, 'Without a redirection')).toMatch(/^250 /);
      await arrival(bert.address, 'Without a redirection');
    });

    it('comes to the catch-all only where the address is nobody’s', async () => {
      expect(await sendTo('nobody@example.test', 'Before')).toMatch(/^550 5\.1\.1 /);
      await sql(`UPDATE mail.mail_domain SET catch_all_mailbox_id = $1 WHERE name = 'example.test'`, dirk.id);
      await setMailbox('deleted_at = now()', cora);
      try {
        expect(await sendTo('nobody@example.test', 'To nobody')).toMatch(/^250 /);
        await arrival(dirk.address, 'To nobody');
        expect(await sendTo('info@example.test', 'To somebody')).toMatch(/^250 /);
        await arrival(anna.address, 'To somebody');
        // It can be restored, and is nobody else's until then.
        expect(await sendTo(cora.address, 'To one who is deleted')).toMatch(/^550 5\.1\.1 /);
        expect(await sendTo('cora+x@example.test', 'To one who is deleted')).toMatch(/^550 5\.1\.1 /);
        expect(await signIn(cora.address)).toBe('AUTHENTICATIONFAILED');
        expect(await subjectsIn(dirk.address)).toEqual(['To nobody']);
        expect(await sendTo('nobody@firma.test', 'In another domain')).toMatch(/^550 5\.1\.1 /);
        expect(await sendAs(dirk.address, 'nobody@example.test')).toMatch(/^553 5\.7\.1 /);
      } finally {
        await setMailbox('deleted_at = NULL', cora);
        await sql('UPDATE mail.mail_domain SET catch_all_mailbox_id = NULL');
      }
      expect(await sendTo('nobody@example.test', 'After')).toMatch(/^550 5\.1\.1 /);
    });

    it('counts a new address, and one that is gone, from the next message on', async () => {
      expect(await sendTo('new@example.test', 'Too early')).toMatch(/^550 5\.1\.1 /);
      await sql(
        `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
         VALUES ('new', 'example.test', $1, $2, 'ALIAS')`,
        anna.id,
        anna.mailServiceId,
      );
      expect(await sendTo('new@example.test', 'In time')).toMatch(/^250 /);
      await arrival(anna.address, 'In time');
      await sql(`DELETE FROM mail.mailbox_address WHERE address = 'new@example.test'`);
      expect(await sendTo('new@example.test', 'Too late')).toMatch(/^550 5\.1\.1 /);
    });

    it('for others is not relayed', async () => {
      expect(await sendTo('somebody@open.remote.test', 'Relay')).toMatch(/^554 5\.7\.1 /);
    });
  });

  describe('sending', () => {
    it('is for one’s own addresses', async () => {
      expect(await sendAs(anna.address, anna.address)).toMatch(/^250 /);
      expect(await sendAs(anna.address, 'info@example.test')).toMatch(/^250 /);
      expect(await sendAs(anna.address, 'Info+shop@Example.test')).toMatch(/^250 /);
      for (const foreign of [bert.address, victim.address, 'nobody@example.test', 'ceo@open.remote.test'])
        expect(await sendAs(anna.address, foreign)).toBe(
          `553 5.7.1 <${foreign}>: Sender address rejected: not owned by user ${anna.address}`,
        );
      expect(await sendAs(anna.address, anna.address, 'wrong')).toMatch(/^535 /);
    });

    it('is for nobody without a password', async () => {
      const answer = await post(mail.ports.submission, { from: anna.address, to: FROM });
      expect(answer).toMatch(/^530 5\.7\.0 /);
    });
  });

  describe('a mailbox’s settings', () => {
    it('a message that does not fit is refused, and taken after the quota was raised', async () => {
      await setMailbox('quota_bytes = 1048576', dirk);
      const large = { from: FROM, to: dirk.address, text: `${'x'.repeat(70)}\n`.repeat(30_000) };
      await expect(mail.deliver({ ...large, subject: 'Too large' })).rejects.toThrow(/552 5\.2\.2 /);
      await setMailbox('quota_bytes = 10485760', dirk);
      await mail.deliver({ ...large, subject: 'Not too large' });
      expect(await subjectsIn(dirk.address)).toContain('Not too large');
    });

    it('spam and advertising go to their folders where that is wanted', async () => {
      const spam = { from: FROM, to: dirk.address, subject: 'Spam', headers: { 'X-Spam': 'Yes' } };
      const advertising = {
        ...spam,
        subject: 'Advertising',
        headers: { 'List-Unsubscribe': '<https://shop.test/unsubscribe>' },
      };
      const list = {
        ...advertising,
        subject: 'List',
        headers: { ...advertising.headers, 'List-Post': '<mailto:l@l.test>' },
      };
      for (const [antispam, adFilter] of [
        [true, false],
        [false, true],
        [true, true],
        [false, false],
      ]) {
        await setMailbox(`antispam_enabled = ${antispam}, ad_filter_enabled = ${adFilter}`, dirk);
        const suffix = `${antispam} ${adFilter}`;
        for (const letter of [spam, advertising, list])
          await mail.deliver({ ...letter, subject: `${letter.subject} ${suffix}` });
        const inbox = await subjectsIn(dirk.address);
        expect(inbox).toContain(`List ${suffix}`);
        expect(antispam ? await subjectsIn(dirk.address, 'Junk') : inbox).toContain(`Spam ${suffix}`);
        expect(adFilter ? await subjectsIn(dirk.address, 'Advertising') : inbox).toContain(
          `Advertising ${suffix}`,
        );
      }
    });

    it('a new primary address keeps what is in the mailbox', async () => {
      const before = await subjectsIn(anna.address);
      expect(before).not.toEqual([]);
      await sql(`UPDATE mail.mailbox_address SET local_part = 'anne' WHERE address = $1`, anna.address);
      try {
        expect(await signIn(anna.address)).toBe('AUTHENTICATIONFAILED');
        expect(await subjectsIn('anne@example.test')).toEqual(before);
      } finally {
        await sql(`UPDATE mail.mailbox_address SET local_part = 'anna' WHERE address = 'anne@example.test'`);
      }
    });
  });

  describe('while the database is away', () => {
    // The last test: Postfix asks a database that was away again only minutes later.
    it('mail is put off, and none refused for good', async () => {
      await mail.databaseAccess.close();
      try {
        expect(await sendTo(anna.address, 'Away')).toMatch(/^451 4\.3\.\d /);
        expect(await sendTo('nobody@example.test', 'Away')).toMatch(/^451 4\.3\.\d /);
        // A domain that nobody has asked for before: what Postfix knows of others it may still remember.
        expect(await sendTo('somebody@unasked.remote.test', 'Away')).toMatch(/^45[14] 4\./);
        // Postfix 3.7 does not tell a temporary failure of Dovecot's from a wrong password.
        expect(await sendAs(anna.address, anna.address)).toMatch(/^(454|535) /);
      } finally {
        await mail.databaseAccess.open();
      }
    });
  });
});
