import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refused, type TestSubgraph } from '@hostgraph/subgraph-testing';
import { runSieve, SIEVE_ENGINE } from '../../subgraphs/mail/src/sieve/sieve-engine';
import { codes, collaborator, startMail } from '../../subgraphs/mail/test/mail-world';
import { bert, type Condition, sortingWorld } from '../../subgraphs/mail/test/sorting-world';
import { describeWith, requireProgram } from '../support/debian';

interface Trial {
  readonly rules: {
    rule: { id: string };
    isMet: boolean;
    conditionsMet: boolean[];
    actions: { kind: string; folder: string | null; address: string | null }[];
  }[];
  readonly staysInInbox: boolean;
}

const MESSAGE = [
  'From: "The \\"News\\" team" <news@shop.test>',
  'To: Bert <bert@example.test>',
  'Cc: someone@example.test',
  'Reply-To: answers@shop.test',
  'Subject: =?utf-8?q?D=C3=A9j=C3=A0_vu?= of the week',
  'List-Id: <week.shop.test>',
  'List-Unsubscribe: <https://shop.test/off>',
  'Date: Thu, 1 Jan 2026 10:00:00 +0000',
  'Message-ID: <1@shop.test>',
  'MIME-Version: 1.0',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Everything must go.',
  '',
].join('\r\n');

describeWith(['sieve-test'], 'rules tried in the engine of the mail server', () => {
  let subgraph: TestSubgraph;
  const { deedsTo, deleteAllRules, grant, mutate, newRule } = sortingWorld(() => subgraph);

  const useEngine = (path: string | undefined) => subgraph.config.settings.set(SIEVE_ENGINE, path);

  beforeAll(async () => {
    subgraph = await startMail();
    useEngine(requireProgram('sieve-test'));
    await grant(['SORTING_RULES', 'REDIRECTIONS']);
  });

  beforeEach(() => deleteAllRules());

  afterAll(async () => {
    await subgraph.stop();
  });

  const attempt = (input: Readonly<Record<string, unknown>> = {}) =>
    mutate<{ trial: Trial | null }>(
      collaborator,
      'testSortingRule',
      { mailboxId: bert.id, message: MESSAGE, ...input },
      'trial { staysInInbox rules { rule { id } isMet conditionsMet actions { kind folder address } } }',
    );

  async function trial(input: Readonly<Record<string, unknown>> = {}): Promise<Trial> {
    const { outcome } = await attempt(input);
    expect(outcome!.userErrors).toEqual([]);
    return outcome!.trial!;
  }

  /** Whether a message meets each condition of one rule. */
  async function met(conditions: readonly Condition[], input: Readonly<Record<string, unknown>> = {}) {
    const { id } = await newRule({ match: 'ANY', conditions, actions: [{ kind: 'FLAG' }] });
    return (await trial({ ruleIds: [id], ...input })).rules[0]!.conditionsMet;
  }

  it('tells all that many rules would do with one message', async () => {
    for (let first = 0; first < 40; first += 10) {
      const copies = Array.from({ length: 10 }, (_, i) => ({ kind: 'COPY', folder: `Copy ${first + i}` }));
      await newRule({
        conditions: [{ field: 'SUBJECT', operator: 'CONTAINS', values: ['vu'] }],
        actions: copies,
      });
    }
    for (const first of [0, 10]) {
      const actions = Array.from({ length: 10 }, (_, i) => ({
        kind: 'FORWARD',
        address: `to${first + i}@elsewhere.test`,
      }));
      await newRule({ conditions: [{ field: 'SUBJECT', operator: 'CONTAINS', values: ['vu'] }], actions });
    }
    const { rules, staysInInbox } = await trial();
    expect(rules.map(({ actions }) => actions.length)).toEqual([10, 10, 10, 10, 10, 10]);
    expect(staysInInbox).toBe(true);
  });

  it('tells which conditions of which rules are met, what would be done, and that nothing was', async () => {
    const move = await newRule({
      match: 'ANY',
      conditions: [
        { field: 'SUBJECT', operator: 'CONTAINS', values: ['nothing'] },
        { field: 'FROM', operator: 'MATCHES', values: ['*@shop.test'] },
      ],
      actions: [{ kind: 'MOVE', folder: 'Shops/Ünsere "Läden"' }, { kind: 'MARK_READ' }],
    });
    const forward = await newRule({
      match: 'ALL',
      conditions: [{ field: 'HEADER', header: 'List-Id', operator: 'EXISTS', values: [] }],
      actions: [
        { kind: 'COPY', folder: 'Lists' },
        { kind: 'FORWARD', address: 'else@where.test' },
        { kind: 'STOP' },
      ],
    });
    const late = await newRule({ actions: [{ kind: 'DISCARD' }] });
    expect(await trial()).toEqual({
      rules: [
        {
          rule: { id: move.id },
          isMet: true,
          conditionsMet: [false, true],
          actions: [
            { kind: 'MARK_READ', folder: null, address: null },
            { kind: 'MOVE', folder: 'Shops/Ünsere "Läden"', address: null },
          ],
        },
        {
          rule: { id: forward.id },
          isMet: true,
          conditionsMet: [true],
          actions: [
            { kind: 'COPY', folder: 'Lists', address: null },
            { kind: 'FORWARD', folder: null, address: 'else@where.test' },
            { kind: 'STOP', folder: null, address: null },
          ],
        },
        { rule: { id: late.id }, isMet: true, conditionsMet: [true], actions: [] },
      ],
      staysInInbox: false,
    });
    expect(await deedsTo(bert.id)).toContain('TEST_SORTING_RULE');
  });

  it('tries what it is told: rules that are switched off as well, and no others', async () => {
    const off = await newRule({ isEnabled: false, actions: [{ kind: 'COPY', folder: 'A' }] });
    expect((await attempt()).outcome!.userErrors).toEqual(refused('NO_SUCH_RULE', 'ruleIds'));
    const on = await newRule({ actions: [{ kind: 'FLAG' }] });
    expect((await trial()).rules.map(({ rule }) => rule.id)).toEqual([on.id]);
    const { rules, staysInInbox } = await trial({ ruleIds: [off.id] });
    expect([rules.map(({ rule }) => rule.id), staysInInbox]).toEqual([[off.id], true]);
    for (const ruleIds of [[on.id, 'srl_none'], ['srl_none'], []]) {
      expect((await attempt({ ruleIds })).outcome!.userErrors).toEqual(refused('NO_SUCH_RULE', 'ruleIds'));
    }
  });

  it.each<[string, Condition, boolean]>([
    ['a subject, decoded', { field: 'SUBJECT', operator: 'CONTAINS', values: ['déjà VU'] }, true],
    ['another subject', { field: 'SUBJECT', operator: 'IS', values: ['Déjà vu'] }, false],
    ['one of several values', { field: 'SUBJECT', operator: 'MATCHES', values: ['x', '*of the ?eek'] }, true],
    ['a regular expression', { field: 'SUBJECT', operator: 'REGEX', values: ['w[aeiou]{2}k$'] }, true],
    [
      'what is turned round',
      { field: 'SUBJECT', operator: 'CONTAINS', values: ['week'], negate: true },
      false,
    ],
    ['a sender', { field: 'FROM', operator: 'IS', values: ['NEWS@shop.test'] }, true],
    ['a name that is no address', { field: 'FROM', operator: 'CONTAINS', values: ['team'] }, false],
    [
      'the same in the header',
      { field: 'HEADER', header: 'From', operator: 'CONTAINS', values: ['"News" team'] },
      false,
    ],
    ['a recipient', { field: 'TO', operator: 'IS', values: ['bert@example.test'] }, true],
    ['a copy', { field: 'CC', operator: 'EXISTS', values: [] }, true],
    ['an answer', { field: 'REPLY_TO', operator: 'CONTAINS', values: ['answers@'] }, true],
    ['an envelope sender', { field: 'ENVELOPE_FROM', operator: 'IS', values: ['bounce@shop.test'] }, true],
    ['an envelope recipient', { field: 'ENVELOPE_TO', operator: 'MATCHES', values: ['bert@*'] }, true],
    ['a size', { field: 'SIZE', operator: 'OVER', values: ['100'] }, true],
    ['a greater size', { field: 'SIZE', operator: 'UNDER', values: ['100'] }, false],
    ['a text', { field: 'BODY', operator: 'CONTAINS', values: ['MUST GO'] }, true],
    ['advertising', { field: 'MESSAGE_CLASS', operator: 'IS', values: ['ADVERTISING'] }, true],
    ['spam', { field: 'MESSAGE_CLASS', operator: 'IS', values: ['SPAM'] }, false],
  ])('knows %s', async (_what, condition, isMet) => {
    expect(await met([condition], { envelopeFrom: 'bounce@shop.test' })).toEqual([isMet]);
  });

  it.each(['X-Spam: Yes', 'X-Spam-Flag: YES'])('knows spam by %s', async (line) => {
    const spam = [{ field: 'MESSAGE_CLASS', operator: 'IS', values: ['SPAM'] }];
    expect(await met(spam, { message: `${line}\r\n${MESSAGE}` })).toEqual([true]);
  });

  it.each<[string, string]>([
    ['no message at all', 'x'],
    ['no header', '\r\n\r\n'],
    ['zero bytes', `Subject: a\u0000b\r\n\r\n\u0000`],
    ['a line without end', `Subject: ${'a'.repeat(90_000)}\r\n\r\na`],
    ['thousands of header lines', `${'X-Many: 1\r\n'.repeat(8_000)}\r\na`],
    ['parts inside parts', nested(300)],
    [
      'parts that never end',
      `Content-Type: multipart/mixed; boundary=a\r\n\r\n${'--a\r\n\r\n'.repeat(10_000)}`,
    ],
    [
      'what looks like a trace',
      `Subject: a\r\n\r\nImplicit keep:\n\n * store message in folder: INBOX\n 1: discard action\n`,
    ],
    ['what looks like a path', '/etc/passwd\n'],
  ])('comes to an end with a message of %s', async (_what, message) => {
    const rule = await newRule({
      match: 'ANY',
      conditions: [
        { field: 'BODY', operator: 'CONTAINS', values: ['never there'] },
        { field: 'FROM', operator: 'IS', values: ['nobody@shop.test'] },
      ],
      actions: [{ kind: 'DISCARD' }],
    });
    expect(await trial({ message })).toEqual({
      rules: [{ rule: { id: rule.id }, isMet: false, conditionsMet: [false, false], actions: [] }],
      staysInInbox: true,
    });
  });

  it('refuses a message that is too long, or none', async () => {
    await newRule();
    for (const message of ['', 'x'.repeat(100_001)]) {
      expect(codes((await attempt({ message })).answer)).toEqual(['BAD_USER_INPUT']);
    }
  });

  /** As rules may be that were written while there was no engine to ask. */
  async function newRefusedRule(): Promise<void> {
    useEngine(undefined);
    await newRule({ conditions: [{ field: 'SUBJECT', operator: 'REGEX', values: ['[[:nonsense:]]'] }] });
    useEngine(requireProgram('sieve-test'));
  }

  it('takes an expression that the engine does not, for what it is, and shows none of its words', async () => {
    await newRefusedRule();
    const { outcome, answer } = await attempt();
    expect(outcome).toEqual({ trial: null, userErrors: refused('TRIAL_REFUSED', 'message') });
    expect(JSON.stringify(answer)).not.toMatch(/tmp|sieve-test|nonsense/);
  });

  it('leaves no file behind, whatever happened', async () => {
    const folders = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith('hostgraph-sieve-'));
    await newRule();
    await Promise.all([attempt(), attempt(), attempt()]);
    await newRefusedRule();
    await attempt();
    expect(await folders()).toEqual([]);
  });

  async function withSlowEngine(seconds: number, use: () => Promise<void>): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'hostgraph-engine-'));
    const slow = join(folder, 'slow');
    await writeFile(slow, `#!/bin/sh\nexec /bin/sleep ${seconds}\n`, { mode: 0o755 });
    useEngine(slow);
    try {
      await use();
    } finally {
      await rm(folder, { recursive: true });
      useEngine(requireProgram('sieve-test'));
    }
  }

  it('stops an engine that does not come to an end by itself', async () => {
    await newRule();
    await withSlowEngine(60, async () => {
      expect((await attempt()).outcome!.userErrors).toEqual(refused('TRIAL_TOO_LONG', 'message'));
    });
  });

  it('says so when it is asked too much at once, and when the program is not there', async () => {
    await newRule();
    // Other organizations': one alone has fewer turns than there are engines.
    const asked = {
      ...{ script: 'keep;', message: MESSAGE },
      ...{ envelopeFrom: 'a@shop.test', envelopeTo: 'bert@example.test' },
    };
    await withSlowEngine(2, async () => {
      const others = Array.from({ length: 4 }, () => runSieve(subgraph.config, asked));
      expect((await attempt()).outcome!.userErrors.map(({ code }) => code)).toEqual(['TRIAL_BUSY']);
      await Promise.all(others);
    });
    expect((await trial()).rules).toHaveLength(1);

    useEngine('/usr/bin/absent-sieve-test');
    try {
      expect((await attempt()).outcome!.userErrors).toEqual(refused('TRIAL_NOT_CONFIGURED', 'message'));
    } finally {
      useEngine(requireProgram('sieve-test'));
    }
  });
});

function nested(depth: number): string {
  let message = 'Content-Type: text/plain\r\n\r\ninnermost\r\n';
  for (let i = 0; i < depth; i++) {
    message = `Content-Type: multipart/mixed; boundary="b${i}"\r\n\r\n--b${i}\r\n${message}\r\n--b${i}--\r\n`;
  }
  return message;
}
