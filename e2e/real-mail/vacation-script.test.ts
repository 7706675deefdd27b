import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { AutoReplyAudience } from '../../subgraphs/mail/src/auto-replies/auto-reply/auto-reply-audience';
import { sieveScript } from '../../subgraphs/mail/src/sieve/sieve-script';
import { HTML, SUBJECT, TEXT } from '../../subgraphs/mail/src/template/text-rules';
import {
  type Vacation,
  vacationScript,
} from '../../subgraphs/mail/src/auto-replies/vacation/vacation-script';
import { describeWith } from '../support/debian';
import { type Arrival, SIEVE_PROGRAMS, type SieveRunner, startSieveRunner } from '../support/sieve-run';

const VACATION: Vacation = {
  handle: 'arp_test.0',
  sender: { name: 'Anna', address: 'anna@example.test' },
  addresses: ['anna@example.test', 'info@example.test'],
  domains: ['example.test', 'firma.test'],
  audience: AutoReplyAudience.EVERYBODY,
  content: { subject: 'Away', body: 'I am away.', html: null },
  externalContent: null,
  startsAt: new Date('2020-01-01T00:00:00Z'),
  endsAt: null,
  repeatIntervalDays: 7,
};

const letter = (headers = '', to = 'anna@example.test'): string =>
  `From: Rita <rita@remote.test>\nTo: ${to}\nSubject: Question\nMessage-ID: <1@remote.test>\n${headers}\nHello\n`;

const ARRIVAL: Arrival = { from: 'rita@remote.test', to: 'anna@example.test', message: letter() };

describeWith(SIEVE_PROGRAMS, 'the script of an auto-reply, as Pigeonhole runs it', () => {
  let sieve: SieveRunner;

  beforeAll(async () => {
    sieve = await startSieveRunner();
  });

  afterAll(() => sieve.stop());

  const replies = async (vacation: Partial<Vacation>, arrival: Partial<Arrival> = {}) => {
    const script = sieveScript([await vacationScript({ ...VACATION, ...vacation })]);
    const sent = await sieve.run(script, { ...ARRIVAL, ...arrival });
    return Promise.all(sent.map((message) => PostalMime.parse(message)));
  };

  it('answers whoever writes, in the name of the mailbox', async () => {
    const [reply, ...others] = await replies({});
    expect(others).toEqual([]);
    expect(reply).toMatchObject({
      from: { name: 'Anna', address: 'anna@example.test' },
      to: [{ address: 'rita@remote.test' }],
      subject: 'Away',
    });
    expect(reply?.text?.trimEnd()).toBe('I am away.');
    expect(reply?.html).toBeUndefined();
    expect(reply?.headers.find(({ key }) => key === 'auto-submitted')?.value).toMatch(/^auto-replied/);
    expect(
      reply?.headers.filter(({ key }) => ['date', 'message-id', 'mime-version'].includes(key)),
    ).toHaveLength(3);
  });

  it('answers mail to an alias', async () => {
    expect(
      await replies({}, { to: 'info@example.test', message: letter('', 'info@example.test') }),
    ).toHaveLength(1);
  });

  it('takes no address for a pattern, and what is behind a plus for the user’s own business', async () => {
    const addresses = ['anna@example.test', 'we*?@example.test'];
    const replyTo = (to: string) => replies({ addresses }, { to, message: letter('', to) });
    expect(await replyTo('we*?@example.test')).toHaveLength(1);
    expect(await replyTo('we*?+shop@example.test')).toHaveLength(1);
    expect(await replyTo('ANNA+shop@example.test')).toHaveLength(1);
    expect(await replyTo('weekend@example.test')).toEqual([]);
    expect(await replyTo('anna.shop@example.test')).toEqual([]);
  });

  it.each([
    ['the mail system', { from: 'mailer-daemon@remote.test' }],
    ['a mailing list', { message: letter('List-Id: <talk.remote.test>\n') }],
    ['what is written by a program', { message: letter('Auto-Submitted: auto-generated\n') }],
    ['bulk mail', { message: letter('Precedence: bulk\n') }],
    ['who asks for no such reply', { message: letter('X-Auto-Response-Suppress: DR, OOF\n') }],
    ['spam that rspamd has marked', { message: letter('X-Spam: Yes\n') }],
    ['spam that SpamAssassin has marked', { message: letter('X-Spam-Flag: YES\n') }],
    ['spam that has a score', { message: letter('X-Spam-Status: Yes, score=9.1\n') }],
    ['what a catch-all took in', { to: 'nobody@example.test', message: letter('', 'nobody@example.test') }],
    ['what a catch-all took in, though the alias is named', { to: 'nobody@example.test' }],
    ['who was told in a hidden copy', { message: letter('', 'somebody@remote.test') }],
  ] satisfies [string, Partial<Arrival>][])('does not answer %s', async (_name, arrival) => {
    expect(await replies({}, arrival)).toEqual([]);
  });

  it('tells internal correspondents by the exact domain, in whatever case', async () => {
    const external = { subject: 'Closed', body: 'External.', html: null };
    const subjectFor = async (from: string, vacation: Partial<Vacation> = { externalContent: external }) =>
      (await replies(vacation, { from })).map(({ subject }) => subject);
    expect(await subjectFor('bert@FIRMA.test')).toEqual(['Away']);
    for (const from of ['bert@sub.example.test', 'bert@notexample.test', 'bert@example.test.remote.test']) {
      expect(await subjectFor(from)).toEqual(['Closed']);
    }
    expect(await subjectFor('bert@firma.test', { audience: AutoReplyAudience.EXTERNAL })).toEqual([]);
    expect(await subjectFor('rita@remote.test', { audience: AutoReplyAudience.EXTERNAL })).toEqual(['Away']);
    expect(await subjectFor('bert@firma.test', { audience: AutoReplyAudience.INTERNAL })).toEqual(['Away']);
    expect(await subjectFor('rita@remote.test', { audience: AutoReplyAudience.INTERNAL })).toEqual([]);
  });

  it('answers from its beginning until before its end', async () => {
    const now = Date.now();
    const at = (seconds: number) => new Date(now + seconds * 1000);
    expect(await replies({ startsAt: at(60) })).toEqual([]);
    expect(await replies({ startsAt: at(-60), endsAt: at(-1) })).toEqual([]);
    expect(await replies({ startsAt: at(-1), endsAt: at(60) })).toHaveLength(1);
  });

  it('brings every text that is accepted to the reader as it was written', async () => {
    const character = fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }) },
      {
        weight: 2,
        arbitrary: fc.constantFrom('"', '\\', '\n', '.', ' ', '=', '\t', '-', '${x}', '{{', '}}'),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(
          '"; discard; stop; #',
          '\n.\n',
          '\n..\n',
          '\\"',
          '--=_-reply-Part_1--',
          '\n--=_-reply-Part_1\n',
          '=?utf-8?q?x?=',
          '\nFrom x\n',
          'é😀\u202e',
          'x'.repeat(1200),
        ),
      },
    );
    const text = (rule: RegExp, maxLength: number) =>
      fc
        .array(character, { minLength: 1, maxLength })
        .map((characters) => characters.join(''))
        .filter((joined) => rule.test(joined));
    await fc.assert(
      fc.asyncProperty(
        text(SUBJECT, 30),
        text(TEXT, 60),
        fc.option(text(HTML, 60)),
        fc
          .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
          .filter((name) => !/\p{C}|^\s|\s$/u.test(name)),
        async (subject, body, html, name) => {
          const sender = { ...VACATION.sender, name };
          const [reply] = await replies({ content: { subject, body, html }, sender });
          expect(reply?.from).toEqual({ name, address: 'anna@example.test' });
          expect(reply?.subject).toBe(subject);
          // The blank lines at the end belong to the message.
          expect(ended(reply?.text)).toBe(ended(body));
          expect(ended(reply?.html ?? null)).toBe(ended(html));
        },
      ),
      { numRuns: 150 },
    );
  });
});

const ended = (text: string | null | undefined): string | undefined =>
  text?.replace(/\r\n?/g, '\n').replace(/\n+$/, '');
