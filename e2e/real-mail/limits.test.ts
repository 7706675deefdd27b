import PostalMime, { type Email } from 'postal-mime';
import { administrator } from '../../subgraphs/mail/test/mail-world';
import { bert, sortingWorld } from '../../subgraphs/mail/test/sorting-world';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { byImap } from '../support/servers/mail-folder';
import {
  POSTFIX_PROGRAMS,
  REAL_MAIL_PROGRAMS,
  type RealMail,
  startRealMail,
} from '../support/servers/real-mail';

const subjectHas = (...values: string[]) => ({ field: 'SUBJECT', operator: 'CONTAINS', values });
const ALWAYS = [subjectHas('e')];
const MAX_RULES = 100;
const MAX_ACTIONS = 10;
/** `message_size_limit` of deploy/postfix/main.cf, less its header. */
const MAX_MESSAGE_BYTES = 52_000_000;

/** What the API says that a mailbox can have at most, with all of it on one message. */
describeWith(
  [...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS],
  'as much as the API allows, on real servers',
  () => {
    let mail: RealMail;
    let people = 0;
    const { createRule, grant, mutate, newRule } = sortingWorld(() => mail.subgraph);

    beforeAll(async () => {
      mail = await startRealMail({ withPostfix: true });
      await grant(['REDIRECTIONS', 'SORTING_RULES']);
    });
    beforeEach(async () => {
      await sql('DELETE FROM mail.sorting_rule');
      await mutate(administrator, 'deactivateAutoReply', { mailboxId: bert.id }, 'autoReply { id }');
    });
    afterAll(() => mail.stop());

    const sql = (text: string, ...parameters: unknown[]): Promise<unknown> =>
      mail.subgraph.database.query(text, parameters);

    const published = () =>
      eventually(
        async () => {
          const [row] = (await sql(
            'SELECT state, server_words FROM mail.sieve_publication WHERE mailbox_id = $1',
            bert.id,
          )) as { state: string; server_words: string | null }[];
          return row;
        },
        (row) => row?.state === 'PUBLISHED',
      );

    async function reply(input: object): Promise<void> {
      const { outcome } = await mutate(
        administrator,
        'activateAutoReply',
        { mailboxId: bert.id, ...input },
        'autoReply { id }',
      );
      expect(outcome!.userErrors).toEqual([]);
    }

    /** What somebody who has not written before is answered. */
    async function answer(subject: string): Promise<Email> {
      const from = `person${++people}@remote.test`;
      await mail.deliver({ from, to: bert.address, subject });
      const [letter] = await eventually(
        () => Promise.resolve(mail.remote.taken.filter(({ to }) => to.includes(from))),
        ({ length }) => length > 0,
      );
      return PostalMime.parse(letter!.text);
    }

    it('files a message by 100 rules of 10 actions, and answers it', async () => {
      const folders = Array.from({ length: MAX_RULES * MAX_ACTIONS }, (_, index) => `Folder ${index}`);
      await mail.createFolders(bert.id, folders);
      const copies = folders.map((folder) => ({ kind: 'COPY', folder, address: null }));
      const actionsOf = (rule: number) => copies.slice(rule * MAX_ACTIONS, (rule + 1) * MAX_ACTIONS);
      await sql(
        `INSERT INTO mail.sorting_rule (id, mailbox_id, position, name, match, conditions, actions)
       SELECT format('srl_%s', i), $1, i, 'One of many', 'ALL', $2::jsonb, $3::jsonb -> (i - 1)
       FROM generate_series(1, ${MAX_RULES - 1}) AS i`,
        bert.id,
        JSON.stringify(ALWAYS.map((condition) => ({ ...condition, header: null, negate: false }))),
        JSON.stringify(Array.from({ length: MAX_RULES - 1 }, (_, rule) => actionsOf(rule))),
      );
      await reply({ content: { text: { subject: 'Away', body: 'Away.' } } });
      await newRule({ conditions: ALWAYS, actions: actionsOf(MAX_RULES - 1) });
      await published();
      expect(await answer('Everywhere')).toMatchObject({ subject: 'Away' });
      const listed = await byImap(mail.accountOf(bert.address), (client) =>
        client.list({ statusQuery: { messages: true } }),
      );
      const counts = ['INBOX', ...folders].map(
        (folder) => listed.find(({ path }) => path === folder)?.status?.messages,
      );
      expect(counts.filter((count) => count !== 1)).toEqual([]);
    });

    it('forwards a message to 20 addresses, files and answers it', async () => {
      const targets = Array.from({ length: 20 }, (_, index) => `to${index}@open.remote.test`);
      const forward = (some: readonly string[]) => some.map((address) => ({ kind: 'FORWARD', address }));
      await reply({ content: { text: { subject: 'Away', body: 'Away.' } } });
      await mail.createFolder(bert.address, 'Forwarded');
      await newRule({ conditions: ALWAYS, actions: forward(targets.slice(0, 10)) });
      await newRule({ conditions: ALWAYS, actions: forward(targets.slice(10)) });
      // To the same once more.
      await newRule({
        conditions: ALWAYS,
        actions: [...forward(targets.slice(5, 14)), { kind: 'MOVE', folder: 'Forwarded' }],
      });
      await published();
      expect(await answer('Everybody')).toMatchObject({ subject: 'Away' });
      const forwarded = () =>
        Promise.resolve(
          mail.remote.taken
            .filter(({ text }) => text.includes('Subject: Everybody\r\n'))
            .flatMap(({ to }) => to),
        );
      expect((await eventually(forwarded, ({ length }) => length >= 20)).sort()).toEqual(targets.sort());
      const filed = (await mail.readFolder(bert.address, 'Forwarded'))!;
      expect(filed.map(({ subject }) => subject)).toEqual(['Everybody']);
      const more = await createRule({
        match: 'ALL',
        conditions: ALWAYS,
        actions: forward(['to21@open.remote.test']),
      });
      expect(more.outcome!.userErrors).toMatchObject([{ code: 'FORWARD_LIMIT_REACHED' }]);
    });

    it.each([
      ['Latin letters', 'x'.repeat(200)],
      ['words', 'Absence jusqu’au lundi : réponse dès mon retour. '.repeat(5).slice(0, 199) + '.'],
      ['umlauts', 'ü'.repeat(200)],
      ['Cyrillic', 'Автоматический ответ '.repeat(10).slice(0, 199) + '.'],
      ['Arabic', 'رد تلقائي '.repeat(20).slice(0, 199) + '.'],
      ['Japanese', '自動返信です。'.repeat(29).slice(0, 200)],
      ['emoji', '🌴'.repeat(200)],
      ['joined emoji', `${'👩‍🚀'.repeat(66)}!!`],
      ['what looks encoded', '=?utf-8?Q?x?='.repeat(15) + '.....'],
    ])('answers with a subject of 200 characters of %s as it was written', async (_script, subject) => {
      expect(Array.from(subject)).toHaveLength(200);
      await reply({ content: { text: { subject, body: 'Away.' } } });
      await published();
      expect((await answer('A question')).subject).toBe(subject);
    });

    it.each([
      ['one word', 'x'.repeat(200)],
      ['what looks encoded', '=?utf-8?Q?x?='.repeat(15) + '.....'],
      ['short words', 'a "b"  '.repeat(40).slice(0, 199) + '.'],
      ['Cyrillic', 'Я'.repeat(200)],
      ['emoji', '🌴'.repeat(200)],
      ['signs', '"\\,<@>'.repeat(34).slice(0, 200)],
    ])('answers in a name of 200 characters of %s as it was written', async (_script, displayName) => {
      const { outcome } = await mutate(
        administrator,
        'renameMailbox',
        { mailboxId: bert.id, displayName },
        'mailbox { id }',
      );
      expect(outcome!.userErrors).toEqual([]);
      await reply({ content: { text: { subject: 'Away', body: 'Away.' } } });
      await published();
      expect((await answer('A question')).from).toEqual({ name: displayName, address: bert.address });
    });

    it('looks for 100 values in the text of a large message', async () => {
      const inBody = (rule: number) => ({
        field: 'BODY',
        operator: 'CONTAINS',
        values: Array.from({ length: 50 }, (_, index) => `value ${rule} ${index} that is never there`),
      });
      for (const rule of [1, 2])
        await newRule({ conditions: [inBody(rule)], actions: [{ kind: 'DISCARD' }] });
      const more = await createRule({ match: 'ANY', conditions: [inBody(3)] });
      expect(more.outcome!.userErrors).toMatchObject([{ code: 'BODY_LIMIT_REACHED' }]);
      await published();
      const line = 'value 1 2 that could be there and is not\n';
      const letter = { from: 'person@remote.test', to: bert.address, subject: 'Large' };
      await mail.deliver({ ...letter, text: line.repeat(MAX_MESSAGE_BYTES / line.length) });
      const { exists } = await byImap(mail.accountOf(bert.address), (client) => client.mailboxOpen('INBOX'));
      expect(exists).toBeGreaterThan(0);
    });

    it('answers with 64 KiB, beside a script of as many rules as there may be', async () => {
      // Nearly as much as there may be, and each of these signs is written twice in a script.
      const body = `${'"\\'.repeat(30)}\n`.repeat(320).trimEnd();
      const text = { subject: '"'.repeat(200), body, html: `<p>${'\\'.repeat(42_000)}</p>` };
      await reply({ content: { text }, externalContent: { text } });
      const large = (letter: string) => ({
        match: 'ANY',
        conditions: [1, 2].map(() => subjectHas(...Array.from({ length: 40 }, () => letter.repeat(500)))),
      });
      for (const letter of ['ü', 'ü', 'ü', 'ü', 'ü', '\\', 'x']) await newRule(large(letter));
      const more = await createRule(large('x'));
      expect(more.outcome!.userErrors).toMatchObject([{ code: 'RULES_TOO_LARGE' }]);
      await published();
      const answered = await answer('A question');
      expect(answered.subject).toBe(text.subject);
      expect(answered.text?.trimEnd()).toBe(body);
    });
  },
);
