import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import { callersWith } from '@hostgraph/subgraph-testing';
import PostalMime, { type Email } from 'postal-mime';
import { type Letter, post } from '../support/letter';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import {
  POSTFIX_PROGRAMS,
  REAL_MAIL_PROGRAMS,
  type RealMail,
  startRealMail,
} from '../support/servers/real-mail';

type WrittenLetter = Partial<Letter> & Pick<Letter, 'from'>;

interface Reply {
  /** Of the envelope; '' for the null sender. */
  readonly from: string;
  readonly to: string;
  readonly message: Email;
}

const { administrator } = callersWith(['mail:read', 'mail:write']);
const { anna, bert } = DEMO_MAILBOXES;
const TEXT = { subject: 'Away until Monday', body: 'I am away.' };

const until = (what: string, isSo: () => Promise<boolean>): Promise<boolean> =>
  eventually(isSo, Boolean, `whether ${what}`);

describeWith([...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS], 'an auto-reply, with Postfix and Dovecot', () => {
  let real: RealMail;
  let people = 0;

  beforeAll(async () => {
    real = await startRealMail({ withPostfix: true });
  });

  afterAll(() => real.stop());

  /** Somebody who has never written before. */
  const stranger = (): string => `person${++people}@remote.test`;

  async function change(name: string, input: object = {}): Promise<void> {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
    const answer = await real.subgraph.ask<{ outcome: { userErrors: object[] } }>(
      administrator,
      `mutation ($input: ${type}) { outcome: ${name}(input: $input) { userErrors { code message } } }`,
      { input: { mailboxId: anna.id, ...input } },
    );
    expect(answer).toMatchObject({ status: 200, data: { outcome: { userErrors: [] } } });
    await until('Dovecot has the script', async () => (await publicationState()) === 'PUBLISHED');
  }

  async function publicationState(): Promise<string> {
    const [{ state, words }]: [{ state: string; words: string | null }] = await real.subgraph.database.query(
      'SELECT state, server_words AS words FROM mail.sieve_publication WHERE mailbox_id = $1',
      [anna.id],
    );
    if (state === 'FAILED') throw new Error(`Dovecot refuses the script: ${String(words)}`);
    return state;
  }

  const activate = (input: object = {}) => change('activateAutoReply', { content: { text: TEXT }, ...input });

  /** Sends messages as strangers do. @returns what was answered to them, when Postfix has nothing more to do */
  async function repliesTo(...letters: readonly WrittenLetter[]): Promise<Reply[]> {
    const before = real.remote.taken.length;
    for (const letter of letters) {
      const words = await post(real.ports.mx, { to: anna.address, ...letter });
      const [, queueId] = /queued as (\w+)/.exec(words) ?? [];
      if (queueId === undefined) throw new Error(words);
      await until(`Postfix is done with ${queueId}`, async () => isDone(await postfixLog(), queueId));
      // An answer is in Postfix's queue before it is done with the message that is answered.
      await until('Postfix is done', async () => {
        const log = await postfixLog();
        return [...log.matchAll(/ (\w+): client=/g)].every(([, id = '']) => isDone(log, id));
      });
    }
    return Promise.all(
      real.remote.taken.slice(before).map(async ({ from, to: [to = ''], text }) => ({
        from,
        to,
        message: await PostalMime.parse(text),
      })),
    );
  }

  const postfixLog = () => readFile(real.logs.postfix, 'utf8');
  const isDone = (log: string, queueId: string): boolean => log.includes(` ${queueId}: removed`);

  const receivers = async (...letters: readonly WrittenLetter[]) =>
    (await repliesTo(...letters)).map(({ to }) => to);

  it('answers whoever writes, once, in the name of the mailbox', async () => {
    await activate();
    const rita = stranger();
    const [reply, ...others] = await repliesTo({ from: rita, subject: 'A question' }, { from: rita });
    expect(others).toEqual([]);
    expect(reply).toMatchObject({
      from: '',
      to: rita,
      message: {
        from: { name: 'Anna', address: anna.address },
        to: [{ address: rita }],
        subject: TEXT.subject,
      },
    });
    expect(reply!.message.text?.trim()).toBe(TEXT.body);
    expect(reply!.message.headers).toContainEqual(
      expect.objectContaining({
        key: 'auto-submitted',
        value: expect.stringContaining('auto-replied') as string,
      }),
    );
  });

  it('answers what was sent to an alias, once for all addresses', async () => {
    await activate();
    const rita = stranger();
    expect(
      await receivers(
        { from: rita, to: 'info@example.test' },
        { from: rita, to: 'buero@firma.test' },
        { from: rita },
      ),
    ).toEqual([rita]);
  });

  it('does not answer bounces, mailing lists, bulk mail, programs, spam, nor what a catch-all took in', async () => {
    await real.subgraph.database.query(
      `UPDATE mail.mail_domain SET catch_all_mailbox_id = $1 WHERE name = 'example.test'`,
      [anna.id],
    );
    await activate();
    const control = stranger();
    expect(
      await receivers(
        { from: '' },
        { from: 'MAILER-DAEMON@remote.test' },
        { from: 'owner-talk@remote.test' },
        { from: 'talk-request@remote.test' },
        { from: stranger(), headers: { 'List-Id': '<talk.remote.test>' } },
        { from: stranger(), headers: { 'List-Unsubscribe': '<https://remote.test/>' } },
        { from: stranger(), headers: { Precedence: 'bulk' } },
        { from: stranger(), headers: { 'Auto-Submitted': 'auto-replied' } },
        { from: stranger(), headers: { 'X-Auto-Response-Suppress': 'All' } },
        { from: stranger(), headers: { 'X-Spam': 'Yes' } },
        { from: stranger(), to: 'nobody@example.test' },
        { from: anna.address },
        { from: control },
      ),
    ).toEqual([control]);
  });

  it('answers nobody again when the text is changed, and everybody once more after a reset', async () => {
    await activate();
    const rita = stranger();
    expect(await receivers({ from: rita })).toEqual([rita]);
    await change('updateAutoReply', { content: { text: { ...TEXT, body: 'I am still away.' } } });
    const other = stranger();
    const replies = await repliesTo({ from: rita }, { from: other });
    expect(replies.map(({ to, message }) => [to, message.text?.trim()])).toEqual([
      [other, 'I am still away.'],
    ]);
    await change('resetAutoReplyHistory');
    expect(await receivers({ from: rita }, { from: rita })).toEqual([rita]);
  });

  it('answers everybody anew when another one is switched on, and nobody when it is off', async () => {
    await activate();
    const rita = stranger();
    expect(await receivers({ from: rita })).toEqual([rita]);
    await activate();
    expect(await receivers({ from: rita })).toEqual([rita]);
    await change('deactivateAutoReply');
    expect(await receivers({ from: rita }, { from: stranger() })).toEqual([]);
  });

  it('does not answer before its schedule, nor after, though nobody switches it', async () => {
    const wallClock = (seconds: number): string =>
      new Date(Date.now() + seconds * 1000)
        .toLocaleString('sv-SE', { timeZone: 'Europe/Zurich' })
        .replace(' ', 'T');
    const began = Date.now();
    await activate({ schedule: { from: wallClock(3600) } });
    expect(await receivers({ from: stranger() })).toEqual([]);
    // The same once more has to come to its end before the reply does, on any machine.
    const seconds = 3 + Math.ceil((3 * (Date.now() - began)) / 1000);
    const end = Date.now() + seconds * 1000;
    await activate({ schedule: { until: wallClock(seconds) } });
    const rita = stranger();
    expect(await receivers({ from: rita })).toEqual([rita]);
    await setTimeout(end - Date.now());
    expect(await receivers({ from: stranger() })).toEqual([]);
  });

  it('tells internal correspondents from others', async () => {
    const internal = { from: bert.address };
    const subjects = async () =>
      (await real.readFolder(bert.address, 'INBOX'))!.map(({ subject }) => subject);
    await activate({ audience: 'EXTERNAL' });
    const external = stranger();
    expect(await receivers(internal, { from: external })).toEqual([external]);
    expect(await subjects()).toEqual([]);
    await activate({ audience: 'INTERNAL' });
    expect(await receivers(internal, { from: external })).toEqual([]);
    expect(await subjects()).toEqual([TEXT.subject]);
    await activate({ externalContent: { text: { subject: 'Closed', body: 'Closed.' } } });
    const replies = await repliesTo(internal, { from: external });
    expect(replies.map(({ to, message }) => [to, message.subject])).toEqual([[external, 'Closed']]);
    expect(await subjects()).toEqual([TEXT.subject, TEXT.subject]);
  });

  it('answers what was sent to an address with a detail behind a plus', async () => {
    await activate();
    const [first, second] = [stranger(), stranger()];
    expect(
      await receivers(
        { from: first, to: 'anna+shop@example.test' },
        { from: second, to: 'info+shop@example.test' },
      ),
    ).toEqual([first, second]);
  });

  it('sends a template with HTML, filled in, whatever is written in it', async () => {
    const { data } = await real.subgraph.ask<{ outcome: { template: { id: string } } }>(
      administrator,
      `mutation ($input: CreateAutoReplyTemplateInput!) {
         outcome: createAutoReplyTemplate(input: $input) { template { id } } }`,
      {
        input: {
          mailServiceId: EXAMPLE_MAIL_SERVICE.id,
          name: 'Absence',
          texts: [
            {
              language: 'de',
              subject: '"; discard; stop; # Grüße von {{name}}',
              body: 'Fragen Sie {{deputy}}.\n.\n"; stop; #\n${x}\\',
              html: '<p>Fragen Sie <b>{{deputy}}</b>.</p>',
            },
          ],
        },
      },
    );
    await activate({
      content: { templateId: data!.outcome.template.id },
      variables: [{ variable: 'DEPUTY', value: 'Bert "<b>" \\' }],
    });
    const [reply] = await repliesTo({ from: stranger() });
    expect(reply!.message.subject).toBe('"; discard; stop; # Grüße von Anna');
    expect(reply!.message.text?.trim()).toBe('Fragen Sie Bert "<b>" \\.\n.\n"; stop; #\n${x}\\');
    expect(reply!.message.html?.trim()).toBe('<p>Fragen Sie <b>Bert "&lt;b&gt;" \\</b>.</p>');
  });
});
