import { DEMO_MAILBOXES, EXAMPLE_MAIL_SERVICE } from '@hostgraph/demo-data';
import { connectManageSieve } from '@hostgraph/managesieve';
import { mutateBy } from '@hostgraph/subgraph-testing';
import { administrator, codes } from '../../subgraphs/mail/test/mail-world';
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

const { anna, bert } = DEMO_MAILBOXES;
const FROM = 'friend@open.remote.test';
/** All that an atom may have beside letters and digits (RFC 5322, 3.2.3). */
const SIGNS = Array.from("!#$%&'*+-/=?^_`{|}~");
/** Each alone, in front, behind, inside, and twice; dots where they may be; all that are accepted together. */
const LOCAL_PARTS = [
  ...SIGNS.flatMap((sign) => [sign, `${sign}x`, `x${sign}`, `x${sign}y`, sign + sign]),
  ...['0', '007', 'x.y.z', "x.'.y", "o'brien", 'r&d', '{0}', "x#$&'-/=?^_`{|}~y", 'x'.repeat(64)],
];
const NO_ADDRESSES = [
  ...[
    '"x"',
    '"x y"',
    '"x@y"',
    '"x\\"y"',
    '""',
    '.x',
    'x.',
    'x..y',
    'x y',
    'x\\y',
    'x,y',
    'x;y',
    'x:y',
    '(x)',
    'x(y)',
  ],
  ...['<x>', '[x]', 'x"y', 'ü', 'x\0y', 'x\ty', 'x'.repeat(65), ''],
];
const AT_ONCE = 10;

describeWith([...REAL_MAIL_PROGRAMS, ...POSTFIX_PROGRAMS], 'every address that the API takes', () => {
  let mail: RealMail;
  const mutate = mutateBy(() => mail.subgraph);

  beforeAll(async () => {
    mail = await startRealMail({ withPostfix: true });
  });
  afterAll(() => mail.stop());

  const sql = (text: string, ...parameters: unknown[]): Promise<unknown> =>
    mail.subgraph.database.query(text, parameters);
  /** To all, the one that the mailboxes of the demonstration have. */
  const givePasswords = () =>
    sql(
      `UPDATE mail.mailbox SET password_hash = anna.password_hash FROM mail.mailbox AS anna WHERE anna.id = $1`,
      anna.id,
    );
  const ask = (name: string, input: Readonly<Record<string, unknown>>) =>
    mutate<{ mailbox: { id: string } | null }>(administrator, name, input, 'mailbox { id }');
  const create = (address: string) =>
    ask('createMailbox', {
      mailServiceId: EXAMPLE_MAIL_SERVICE.id,
      address,
      displayName: 'Somebody',
      idempotencyKey: `address-${Buffer.from(address).toString('base64url').slice(0, 80)}`,
    });
  const idOf = async (address: string): Promise<string> => {
    const [row] = (await sql(
      'SELECT mailbox_id AS id FROM mail.mailbox_address WHERE address = $1',
      address,
    )) as { id: string }[];
    return row!.id;
  };
  /** What the API says to it: a code, or `TAKEN`. */
  const answerTo = ({ outcome, answer }: Awaited<ReturnType<typeof ask>>): string =>
    outcome?.mailbox
      ? 'TAKEN'
      : [...(outcome?.userErrors.map(({ code }) => code) ?? []), ...codes(answer)].join();

  async function eachOf<T>(all: readonly T[], work: (one: T, index: number) => Promise<void>): Promise<void> {
    for (let start = 0; start < all.length; start += AT_ONCE)
      await Promise.all(all.slice(start, start + AT_ONCE).map((one, index) => work(one, start + index)));
  }

  it('for a mailbox receives mail and signs in, or is refused with a code that says why', async () => {
    const answers: Record<string, string> = {};
    await eachOf(LOCAL_PARTS, async (localPart) => {
      answers[localPart] = answerTo(await create(`${localPart}@example.test`));
    });
    await givePasswords();
    const refused = Object.entries(answers).filter(([, answer]) => answer !== 'TAKEN');
    expect(Object.fromEntries(refused)).toEqual(
      Object.fromEntries([
        ...LOCAL_PARTS.filter((text) => /[!%*]|^-/.test(text)).map((text) => [
          text,
          'LOCAL_PART_NOT_ACCEPTED',
        ]),
        ...LOCAL_PARTS.filter((text) => text.includes('+')).map((text) => [text, 'ADDRESS_WITH_DETAIL']),
      ]),
    );
    const taken = LOCAL_PARTS.filter((localPart) => answers[localPart] === 'TAKEN');
    expect(taken.length).toBeGreaterThan(70);
    const trouble: string[] = [];
    await eachOf(taken, async (localPart, index) => {
      const address = `${localPart}@example.test`;
      try {
        const subject = `Letter ${index}`;
        const answer = await post(mail.ports.mx, { from: FROM, to: address, subject });
        if (!answer.startsWith('250 ')) throw new Error(answer);
        await eventually(
          () => mail.readFolder(address, 'INBOX'),
          (letters) => letters?.length === 1 && letters[0]?.subject === subject,
        );
      } catch (error) {
        trouble.push(`${address}: ${String(error)}`);
      }
    });
    expect(trouble).toEqual([]);
  });

  it.each(["x#$&'-/=?^_`{|}~y", "o'brien"])(
    'sends as itself, has its script, and answers: %s',
    async (localPart) => {
      const user = `${localPart}@example.test`;
      expect(
        await post(mail.ports.submission, { from: user, to: FROM }, { user, pass: MAILBOX_PASSWORD }),
      ).toMatch(/^250 /);
      const mailboxId = await idOf(user);
      const content = { text: { subject: 'Away', body: 'Away.' } };
      await mutate(administrator, 'activateAutoReply', { mailboxId, content }, 'autoReply { id }');
      await eventually(
        () =>
          sql(
            'SELECT FROM mail.sieve_publication WHERE mailbox_id = $1 AND state = $2',
            mailboxId,
            'PUBLISHED',
          ),
        (rows) => (rows as unknown[]).length === 1,
      );
      const from = `stranger-${mailboxId}@open.remote.test`;
      expect(await post(mail.ports.mx, { from, to: user.replace('@', '+x@') })).toMatch(/^250 /);
      const [reply] = await eventually(
        () => Promise.resolve(mail.remote.taken.filter(({ to }) => to.includes(from))),
        ({ length }) => length > 0,
      );
      expect(reply!.text).toMatch(/^Subject: Away\r$/m);
      expect(reply!.text).toContain(`<${user}>`);
    },
  );

  it('receives mail and signs in also where nothing longer is an address', async () => {
    const domain = [63, 63, 56].map((length) => 'd'.repeat(length)).join('.') + '.test';
    await sql(
      'INSERT INTO mail.mail_domain (name, mail_service_id) VALUES ($1, $2)',
      domain,
      EXAMPLE_MAIL_SERVICE.id,
    );
    const longest = [`${"'".repeat(63)}a@${domain}`, `${'x.'.repeat(31)}xx@example.test`];
    expect(longest[0]).toHaveLength(254);
    for (const address of longest) {
      expect(answerTo(await create(address))).toBe('TAKEN');
      await givePasswords();
      expect(await post(mail.ports.mx, { from: FROM, to: address, subject: 'Long' })).toMatch(/^250 /);
      await eventually(
        () => mail.readFolder(address, 'INBOX'),
        (letters) => letters?.length === 1,
      );
    }
  });

  it('for an alias is one that a mailbox could have, and so is a new primary address', async () => {
    for (const [localPart, expected] of [
      ["alias'o", 'TAKEN'],
      ['alias%o', 'LOCAL_PART_NOT_ACCEPTED'],
      ['alias!o', 'LOCAL_PART_NOT_ACCEPTED'],
      ['alias*o', 'LOCAL_PART_NOT_ACCEPTED'],
      ['-alias', 'LOCAL_PART_NOT_ACCEPTED'],
      ['alias+o', 'ADDRESS_WITH_DETAIL'],
    ] as const) {
      const input = { mailboxId: bert.id, address: `${localPart}@example.test` };
      expect(answerTo(await ask('addMailboxAlias', input))).toBe(expected);
      expect(answerTo(await ask('renameMailbox', input))).toBe(expected);
    }
    await ask('renameMailbox', { mailboxId: bert.id, address: bert.address });
    expect(
      await post(mail.ports.mx, { from: FROM, to: "alias'o+x@example.test", subject: 'By the alias' }),
    ).toMatch(/^250 /);
    await eventually(
      () => mail.readFolder(bert.address, 'INBOX'),
      (letters) => letters!.some(({ subject }) => subject === 'By the alias'),
    );
  });

  it('that an older mailbox has is not made the primary one, and can be given up', async () => {
    await sql(
      `INSERT INTO mail.mailbox_address (local_part, domain, mailbox_id, mail_service_id, kind)
       VALUES ('old*', 'example.test', $1, $2, 'ALIAS')`,
      bert.id,
      bert.mailServiceId,
    );
    const old = { mailboxId: bert.id, address: 'old*@example.test' };
    expect(answerTo(await ask('renameMailbox', old))).toBe('LOCAL_PART_NOT_ACCEPTED');
    expect(answerTo(await ask('removeMailboxAlias', old))).toBe('TAKEN');
  });

  it('is none that has to be quoted, nor what is no address', async () => {
    for (const localPart of NO_ADDRESSES)
      expect([localPart, answerTo(await create(`${localPart}@example.test`))]).toEqual([
        localPart,
        'BAD_USER_INPUT',
      ]);
  });

  it('as the target of a redirection gets what is forwarded, also by a rule', async () => {
    const targets = LOCAL_PARTS.map((localPart) => `${localPart}@open.remote.test`);
    for (let start = 0; start < targets.length; start += 20) {
      const some = targets.slice(start, start + 20);
      for (const target of some)
        expect(answerTo(await ask('addRedirection', { mailboxId: anna.id, target }))).toBe('TAKEN');
      expect(
        await post(mail.ports.mx, { from: FROM, to: anna.address, subject: `Redirected ${start}` }),
      ).toMatch(/^250 /);
      await departed(`Redirected ${start}`, some);
      await sql('DELETE FROM mail.redirection');
      await byRule(some);
      await mail.deliver({ from: FROM, to: bert.address, subject: `Forwarded ${start}` });
      await departed(`Forwarded ${start}`, some);
    }
  });

  /** As the rules of a mailbox forward: each address in a command of its own. */
  async function byRule(targets: readonly string[]): Promise<void> {
    const client = await connectManageSieve({
      ...{ host: '127.0.0.1', port: mail.ports.managesieve, ca: mail.ca },
      ...{ user: bert.address, password: MAILBOX_PASSWORD },
    });
    const commands = targets.map((target) => `redirect :copy "${target}";`);
    await client.putScript('forward', `require "copy";\r\n${commands.join('\r\n')}\r\n`);
    await client.setActive('forward');
    await client.logout();
  }

  const departed = (subject: string, targets: readonly string[]): Promise<readonly string[]> =>
    eventually(
      () =>
        Promise.resolve(
          mail.remote.taken
            .filter(({ text }) => text.includes(`Subject: ${subject}\r\n`))
            .flatMap(({ to }) => to),
        ),
      (to) => targets.every((target) => to.includes(target)),
    );

  it('and none that is no address signs in, whatever it says to the database', async () => {
    for (const user of [
      "x' OR ''='",
      "x\\' OR 1=1 --",
      `${anna.address}' --`,
      '%u',
      '%{user}',
      '\\',
      "'",
      '*',
      'x@',
    ])
      expect(
        await byImap({ ...mail.accountOf(user) }, () => Promise.resolve('signed in')).catch(
          (error: unknown) => (error as { serverResponseCode?: string }).serverResponseCode,
        ),
      ).toBe('AUTHENTICATIONFAILED');
  });
});
