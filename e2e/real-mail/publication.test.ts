import { connectManageSieve, ManageSieveRefusal } from '@hostgraph/managesieve';
import fc from 'fast-check';
import { refused } from '@hostgraph/subgraph-testing';
import { sieveScript } from '../../subgraphs/mail/src/sieve/sieve-script';
import { SIEVE_ENGINE, takesScript } from '../../subgraphs/mail/src/sieve/sieve-engine';
import { publishSieve } from '../../subgraphs/mail/src/sieve-publisher/publish-sieve.job';
import { conditionTest } from '../../subgraphs/mail/src/sorting/condition/condition-test';
import { readConditions } from '../../subgraphs/mail/src/sorting/condition/read-conditions';
import { SortingConditionInput } from '../../subgraphs/mail/src/sorting/condition/sorting-condition.inputs';
import { SortingField } from '../../subgraphs/mail/src/sorting/condition/sorting-field';
import { SortingOperator } from '../../subgraphs/mail/src/sorting/condition/sorting-operator';
import { administrator, collaborator } from '../../subgraphs/mail/test/mail-world';
import { bert, sortingWorld } from '../../subgraphs/mail/test/sorting-world';
import { describeWith, requireProgram } from '../support/debian';
import { eventually } from '../support/eventually';
import { REAL_MAIL_PROGRAMS, type RealMail, startRealMail } from '../support/servers/real-mail';

const SPY = 'spy@remote.test';
const HIDDEN = '[[:hiddenlover:]]';
const subjectHas = (value: string) => ({ field: 'SUBJECT', operator: 'CONTAINS', values: [value] });
const subjectMatches = (regex: string) => ({ field: 'SUBJECT', operator: 'REGEX', values: [regex] });
const toNews = [{ kind: 'MOVE', folder: 'News' }];
const toSpy = [{ kind: 'FORWARD', address: SPY }];

describeWith([...REAL_MAIL_PROGRAMS, 'sieve-test'], 'what the mail server is brought to do', () => {
  let mail: RealMail;
  const world = sortingWorld(() => mail.subgraph);
  const { createRule, createTemplate, newRule, newTemplate, updateRule, updateTemplate, mutate } = world;
  let people = 0;

  beforeAll(async () => {
    mail = await startRealMail();
    await world.deleteAllRules();
    await mail.createFolder(bert.address, 'News');
  });
  afterAll(() => mail.stop());

  const giveRights = async () => {
    await mail.subgraph.database.query('DELETE FROM mail.mailbox_grant WHERE mailbox_id = $1', [bert.id]);
    await world.grant(['REDIRECTIONS', 'SORTING_RULES', 'AUTO_REPLIES']);
  };
  beforeEach(giveRights);
  afterEach(async () => {
    await giveRights();
    await act('deactivateAutoReply');
    for (const { id } of (await world.readRules(collaborator)).data!.mailbox!.sortingRules!.nodes) {
      await world.deleteRule(id);
    }
    await eventually(state, (now) => now === 'PUBLISHED');
  });

  /** Something that an administrator does with the mailbox. */
  async function act(name: string, input: object = {}): Promise<void> {
    const { outcome } = await mutate(administrator, name, { mailboxId: bert.id, ...input }, '__typename');
    expect([name, outcome?.userErrors]).toEqual([name, []]);
  }
  const activate = () =>
    act('activateAutoReply', { content: { text: { subject: 'Away', body: 'I am away.' } } });

  interface Read {
    readonly sievePublication: { state: string; serverResponse: string | null } | null;
    readonly autoReplies: { nodes: { effectiveState: string; suppressedBecause: string | null }[] };
    readonly ruleForwarding: { ruleCount: number; targetCount: number };
  }
  async function read(who = administrator): Promise<Read> {
    const { data } = await mail.subgraph.ask<{ mailbox: Read }>(
      who,
      `{ mailbox(id: "${bert.id}") { sievePublication { state serverResponse }
           autoReplies(first: 1) { nodes { effectiveState suppressedBecause } }
           ruleForwarding { ruleCount targetCount } } }`,
    );
    return data!.mailbox;
  }
  const state = async () => (await read()).sievePublication?.state;
  const reply = async () => (await read()).autoReplies.nodes[0]?.effectiveState;
  const settled = () => eventually(state, (now) => now !== 'PENDING');
  const rules = async () => (await world.readRules(collaborator)).data!.mailbox!.sortingRules!.nodes;
  const errors = async () => (await rules()).map(({ error }) => error);
  const subjectsIn = async (folder: string) =>
    (await mail.readFolder(bert.address, folder))?.map(({ subject }) => subject);

  /** Delivers a message. @returns whom something was sent to because of it */
  async function sentFor(subject: string): Promise<string[]> {
    const from = `person${++people}@remote.test`;
    const before = mail.remote.taken.length;
    await mail.deliver({ from, to: bert.address, subject });
    // Dovecot sends before it answers LMTP.
    const to = mail.remote.taken.slice(before).flatMap((message) => message.to);
    return to.map((address) => (address === from ? 'the sender' : address));
  }

  it('a rule that is refused keeps nothing of anybody else from acting, nor from ending', async () => {
    await activate();
    await eventually(reply, (now) => now === 'ACTIVE');
    expect(await sentFor('before')).toEqual(['the sender']);
    await newRule({ conditions: [subjectMatches(HIDDEN)] });
    expect(await settled()).toBe('PARTIAL');
    expect(await sentFor('with a refused rule')).toEqual(['the sender']);
    expect(await reply()).toBe('ACTIVE');

    await newRule({ conditions: [subjectHas('good')], actions: toNews });
    await act('deactivateAutoReply');
    expect(await settled()).toBe('PARTIAL');
    expect(await reply()).toBe('OFF');
    expect(await errors()).toEqual(['REFUSED', null]);
    expect(await sentFor('good')).toEqual([]);
    expect(await subjectsIn('News')).toContain('good');
  });

  it('what the server says against a rule is shown to those who may read the rule', async () => {
    await newRule({ conditions: [subjectMatches(HIDDEN)] });
    await settled();
    expect((await read(collaborator)).sievePublication?.serverResponse).toContain('hiddenlover');
    const shown = await read(administrator);
    expect(shown.sievePublication).toEqual({ state: 'PARTIAL', serverResponse: null });
    expect(JSON.stringify(shown)).not.toContain('hiddenlover');
  });

  it('more rules than the server takes at once act in their order as far as it takes them', async () => {
    const long = (index: number) => ({
      conditions: Array.from({ length: 8 }, (_, i) => subjectHas(`${i}`.padEnd(499, `${index}`))),
      actions: toNews,
    });
    const { id } = await newRule(long(0));
    // Each is as large as one may be: the server takes a mebibyte in all.
    await mail.subgraph.database.query(
      `INSERT INTO mail.sorting_rule (id, mailbox_id, "position", name, match, conditions, actions)
       SELECT id || i, mailbox_id, i, name, match, (SELECT jsonb_agg(jsonb_set(condition, '{values}', (
           SELECT jsonb_agg(value || i || n) FROM jsonb_array_elements_text(condition->'values') AS value,
             generate_series(1, 20) AS n)))
         FROM jsonb_array_elements(conditions) AS condition), actions
       FROM mail.sorting_rule, generate_series(2, 30) AS i WHERE id = $1`,
      [id],
    );
    await updateRule({ id, name: 'First' });
    expect(await settled()).toBe('PARTIAL');
    const found = await errors();
    const taken = found.indexOf('REFUSED');
    expect(taken).toBeGreaterThan(1);
    expect(found).toEqual(found.map((_, index) => (index < taken ? null : 'REFUSED')));
  });

  describe('with the engine beside the API', () => {
    beforeAll(() => {
      mail.subgraph.config.settings.set(SIEVE_ENGINE, requireProgram('sieve-test'));
    });
    afterAll(() => {
      mail.subgraph.config.settings.set(SIEVE_ENGINE, undefined);
    });

    it.each([HIDDEN, 'a{1', 'x{2', '[[.secret.]]', '[b-a]', 'a{3,2}'])(
      'an expression that it does not take is refused at once, in templates too: %s',
      async (regex) => {
        const conditions = [subjectHas('fine'), subjectMatches(regex)];
        const expected = [expect.objectContaining({ code: 'REGEX_NOT_ACCEPTED' })];
        const refusals = async (asked: ReturnType<typeof createRule> | ReturnType<typeof createTemplate>) =>
          (await asked).outcome!.userErrors;
        const good = [subjectMatches('a{1}')];
        const { id } = await newRule({ conditions: good });
        const template = await newTemplate({ conditions: good });
        expect(await refusals(createRule({ match: 'ALL', conditions }))).toEqual(expected);
        expect(await refusals(updateRule({ id, conditions }))).toEqual(expected);
        expect(await refusals(createTemplate({ conditions }))).toEqual(expected);
        expect(await refusals(updateTemplate({ id: template.id, conditions }))).toEqual(expected);
      },
    );

    it('names the condition, and asks nothing of it for whoever may not write rules', async () => {
      const conditions = [subjectMatches('[[:digit:]]'), subjectMatches('[[:nonsense:]]')];
      const { outcome } = await createRule({ match: 'ALL', conditions });
      expect(outcome!.userErrors).toEqual([
        expect.objectContaining({ path: ['input', 'conditions', '1', 'values'] }),
      ]);
      const { answer } = await createRule({ match: 'ALL', conditions }, administrator);
      expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
      await act('suspendMailbox');
      const suspended = await createRule({ match: 'ALL', conditions });
      expect(suspended.outcome!.userErrors).toEqual(refused('MAILBOX_SUSPENDED', 'mailboxId'));
      await act('resumeMailbox');
    });

    it('whatever expression it takes, the server takes', async () => {
      const atoms = [
        'a',
        'é',
        '.',
        '^',
        '$',
        '*',
        '+',
        '?',
        '|',
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        ',',
        '-',
        '2',
      ];
      const regexes = fc.sample(
        fc.array(fc.constantFrom(...atoms, '\\', '[:alpha:]', '[.a.]', '[=a=]'), {
          minLength: 1,
          maxLength: 9,
        }),
        { numRuns: 150, seed: 20_261 },
      );
      const { user, password } = mail.accountOf(bert.address);
      const { ca, ports } = mail;
      const server = { host: '127.0.0.1', port: ports.managesieve, ca, user, password };
      const client = await connectManageSieve(server);
      let taken = 0;
      try {
        for (const regex of regexes.map((parts) => parts.join(''))) {
          const input = Object.assign(new SortingConditionInput(), {
            ...{ field: SortingField.SUBJECT, operator: SortingOperator.REGEX },
            ...{ values: [regex], negate: false },
          });
          const { conditions, userErrors } = readConditions([input]);
          if (userErrors.length > 0) continue;
          const { requires, text } = conditionTest(conditions[0]!);
          const script = sieveScript([{ requires, text: `if ${text} { }\r\n` }]);
          const isTaken = await client.checkScript(script).then(
            () => true,
            (error: unknown) => {
              if (error instanceof ManageSieveRefusal) return false;
              throw error;
            },
          );
          expect([regex, await takesScript(mail.subgraph.config, script)]).toEqual([regex, isTaken]);
          taken += isTaken ? 1 : 0;
        }
      } finally {
        await client.logout();
      }
      expect(taken).toBeGreaterThan(10);
    });
  });

  it('a reply is said to answer when the server has it, and to be off when the server has it no longer', async () => {
    await mail.scriptsAccess.close();
    await activate();
    expect(await reply()).toBe('PENDING');
    expect(await sentFor('not yet')).toEqual([]);
    await mail.scriptsAccess.open();
    expect(await eventually(reply, (now) => now !== 'PENDING')).toBe('ACTIVE');
    expect(await sentFor('now')).toEqual(['the sender']);

    await mail.scriptsAccess.close();
    await act('deactivateAutoReply');
    expect(await reply()).toBe('PENDING');
    expect(await sentFor('still')).toEqual(['the sender']);
    await mail.scriptsAccess.open();
    expect(await eventually(reply, (now) => now !== 'PENDING')).toBe('OFF');
    expect(await sentFor('no more')).toEqual([]);
  });

  it('what was given up is done by itself when the server is back, however late', async () => {
    const { database } = mail.subgraph;
    await mail.scriptsAccess.close();
    await newRule({ conditions: [subjectHas('late')], actions: toNews });
    // As after all attempts.
    await database.query(`DELETE FROM mail.job WHERE name = 'sieve-publication'`);
    await publishSieve.giveUp!(
      { database } as Parameters<NonNullable<typeof publishSieve.giveUp>>[0],
      bert.id,
    );
    expect(await state()).toBe('FAILED');
    const due = async (): Promise<{ minutes: number }> => {
      const [row]: [{ minutes: number }] = await database.query(
        `SELECT round(extract(epoch FROM due_at - now()) / 60)::integer AS minutes
         FROM mail.sieve_publication WHERE mailbox_id = $1`,
        [bert.id],
      );
      return row;
    };
    expect(await due()).toEqual({ minutes: 10 });
    await mail.scriptsAccess.open();
    await database.query('UPDATE mail.sieve_publication SET due_at = now() WHERE mailbox_id = $1', [bert.id]);
    await eventually(state, (now) => now === 'PUBLISHED');
    await sentFor('late');
    expect(await subjectsIn('News')).toContain('late');
  });

  describe('rules forward as long as the right to lasts', () => {
    beforeEach(async () => {
      await newRule({ conditions: [subjectHas('secret')], actions: [...toSpy, { kind: 'DISCARD' }] });
      await settled();
    });
    const rights = (...given: string[]) => ({ userId: collaborator.id, rights: given });
    const isStopped = async (error: string) => {
      await eventually(errors, ([first]) => first !== null);
      expect(await errors()).toEqual([error]);
      expect(await state()).toBe('PARTIAL');
      expect((await read()).ruleForwarding).toEqual({ ruleCount: 0, targetCount: 0 });
      expect(await sentFor(`secret ${error}`)).toEqual([]);
    };
    /** What was discarded for having been forwarded. */
    const isKept = async (error: string) => {
      expect(await subjectsIn('INBOX')).toContain(`secret ${error}`);
    };
    const isForwarding = async () => {
      await eventually(errors, ([first]) => first === null);
      expect((await read()).ruleForwarding).toEqual({ ruleCount: 1, targetCount: 1 });
      expect(await sentFor('secret')).toEqual([SPY]);
    };

    it('until it is withdrawn, and again when it is granted', async () => {
      await isForwarding();
      await act('withdrawMailboxRights', rights('REDIRECTIONS'));
      await isStopped('FORWARD_NOT_ALLOWED');
      await isKept('FORWARD_NOT_ALLOWED');
      await act('grantMailboxRights', rights('REDIRECTIONS'));
      await isForwarding();
      await act('withdrawMailboxRights', rights('REDIRECTIONS', 'SORTING_RULES'));
      await eventually(
        async () => (await read()).sievePublication?.state,
        (now) => now === 'PARTIAL',
      );
      expect(await sentFor('secret')).toEqual([]);
    });

    it('until it ends by the clock', async () => {
      const began = Date.now();
      await isForwarding();
      // The same once more has to come to its end before the right does, on any machine.
      const expiresAt = new Date(Date.now() + 2_000 + 3 * (Date.now() - began)).toISOString();
      await act('grantMailboxRights', { ...rights('REDIRECTIONS'), expiresAt });
      await isForwarding();
      await isStopped('FORWARD_NOT_ALLOWED');
    });

    it('until its user is removed', async () => {
      await act('addMailboxMember', { userId: collaborator.id }).catch(() => undefined);
      await act('removeMailboxMember', { userId: collaborator.id });
      await eventually(
        async () => (await read()).sievePublication?.state,
        (now) => now === 'PARTIAL',
      );
      expect(await sentFor('secret')).toEqual([]);
    });

    it('until the mailbox is suspended', async () => {
      await act('suspendMailbox');
      await isStopped('MAILBOX_SUSPENDED');
      await act('resumeMailbox');
      await isKept('MAILBOX_SUSPENDED');
      await isForwarding();
    });

    it('until somebody who looks after redirections stops it, without reading the rules', async () => {
      await isForwarding();
      await act('stopRuleForwarding');
      await isStopped('FORWARD_NOT_ALLOWED');
      // Its user may still forward, and says so again.
      const [rule] = await rules();
      await updateRule({ id: rule!.id, isEnabled: true });
      await isForwarding();
    });
  });
});
