import { setTimeout } from 'node:timers/promises';
import { codes, collaborator } from '../../subgraphs/mail/test/mail-world';
import { bert, NEWSLETTER, sortingWorld } from '../../subgraphs/mail/test/sorting-world';
import { describeWith } from '../support/debian';
import {
  DOVECOT_PROGRAMS,
  eventually,
  type MailWithDovecot,
  startMailWithDovecot,
} from './mail-with-dovecot';

interface Publication {
  state: string;
  isOverridden: boolean;
  serverWords: string | null;
  publishedAt: string | null;
}

const LIST = { 'List-Id': '<week.shop.test>' };
const OWN_SCRIPT =
  'require ["fileinto"];\r\nif header :contains "subject" "by hand" { fileinto "Junk"; }\r\n';
const subjectHas = (...values: string[]) => ({ field: 'SUBJECT', operator: 'CONTAINS', values });
const moveTo = (folder: string) => [{ kind: 'MOVE', folder }];

describeWith(DOVECOT_PROGRAMS, 'sorting rules, as Dovecot acts on them', () => {
  let mail: MailWithDovecot;
  const {
    createRule,
    deleteRule,
    grant,
    newRule,
    newTemplate,
    readRules,
    updateRule,
    updateTemplate,
    withdraw,
  } = sortingWorld(() => mail.subgraph);

  beforeAll(async () => {
    mail = await startMailWithDovecot();
    await grant(['SORTING_RULES', 'REDIRECTIONS']);
    await mail.createFolder('News');
  }, 60_000);

  afterEach(async () => {
    for (const { id } of (await readRules(collaborator)).data!.mailbox!.sortingRules!.nodes) {
      await deleteRule(id);
    }
  });

  afterAll(() => mail.stop());

  async function publication(): Promise<Publication> {
    const { data } = await mail.subgraph.ask<{ mailbox: { sievePublication: Publication } }>(
      collaborator,
      'query ($id: ID!) { mailbox(id: $id) { sievePublication { state isOverridden serverWords publishedAt } } }',
      { id: bert.id },
    );
    return data!.mailbox.sievePublication;
  }
  const settled = () => eventually(publication, ({ state }) => state !== 'PENDING');
  const published = () => eventually(publication, ({ state }) => state === 'PUBLISHED');
  const errorsOf = async () =>
    (await readRules(collaborator)).data!.mailbox!.sortingRules!.nodes.map(({ error }) => error);
  const activeScript = () =>
    mail.asOwner(async (client) => {
      const active = (await client.listScripts()).find(({ isActive }) => isActive);
      return active && { name: active.name, text: await client.getScript(active.name) };
    });

  it('file a message where its user said, by conditions that an administrator wrote', async () => {
    const { id: templateId } = await newTemplate();
    await newRule({ templateId, actions: moveTo('News') });
    expect(await published()).toMatchObject({ isOverridden: false, serverWords: null });
    await mail.deliver('This week', LIST);
    await mail.deliver('A letter');
    expect(await mail.subjectsIn('News')).toEqual(['This week']);
    expect(await mail.subjectsIn('INBOX')).toEqual(['A letter']);

    // What becomes of the template is nothing to the rule.
    await updateTemplate({ id: templateId, visibility: 'HIDDEN', conditions: [subjectHas('never')] });
    expect(codes((await createRule({ templateId })).answer)).toEqual(['NOT_FOUND']);
    await mail.deliver('Next week', LIST);
    expect(await mail.subjectsIn('News')).toEqual(['This week', 'Next week']);
  });

  it('act in their order, up to one that stops, and not while they are switched off', async () => {
    await mail.createFolder('First');
    await mail.createFolder('Second');
    const copy = (folder: string) => [{ kind: 'COPY', folder }];
    const conditions = [subjectHas('ordered')];
    const { id } = await newRule({ conditions, actions: [...copy('First'), { kind: 'STOP' }] });
    await newRule({ conditions, actions: copy('Second') });
    await published();
    await mail.deliver('ordered 1');
    await updateRule({ id, isEnabled: false });
    await published();
    await mail.deliver('ordered 2');
    expect(await mail.subjectsIn('First')).toEqual(['ordered 1']);
    expect(await mail.subjectsIn('Second')).toEqual(['ordered 2']);
    expect(await mail.subjectsIn('INBOX')).toEqual(expect.arrayContaining(['ordered 1', 'ordered 2']));
  });

  it('end, for whoever wrote them, with the right to: at the next request', async () => {
    const { id } = await newRule();
    await withdraw('SORTING_RULES');
    expect(codes((await updateRule({ id, name: 'Mine' })).answer)).toEqual(['NOT_FOUND']);
    expect(codes((await createRule({ match: 'ALL', conditions: [NEWSLETTER] })).answer)).toEqual([
      'FORBIDDEN',
    ]);
    expect(codes(await readRules(collaborator))).toEqual(['FORBIDDEN']);
    await grant(['SORTING_RULES']);
  });

  it.each([
    ['a value', { conditions: [subjectHas('"; discard; stop; #', '"]) { discard; } if false { #')] }],
    [
      'a value with a backslash',
      { conditions: [subjectHas('\\'), subjectHas('"; discard; #')], match: 'ANY' },
    ],
    ['a name', { name: '# \\"; discard; stop;', conditions: [subjectHas('none')] }],
    ['a folder', { actions: moveTo('News"; discard; #'), conditions: [subjectHas('injected')] }],
    ['a header', { conditions: [{ ...NEWSLETTER, header: 'X";discard;#' }] }],
    ['a variable', { conditions: [subjectHas('${hex:22}; discard;')] }],
  ])('are data, whatever stands in %s', async (_where, input) => {
    await newRule(input);
    expect(await settled()).toMatchObject({ state: 'PUBLISHED' });
    const subject = `injected by ${_where}`;
    await mail.deliver(subject);
    expect(await mail.subjectsIn('INBOX')).toContain(subject);
  });

  it('leave a message in the inbox when the folder is gone, say so, and go on when it is back', async () => {
    await mail.createFolder('Bills');
    const conditions = [subjectHas('bill')];
    await newRule({ conditions, actions: [...moveTo('Bills'), { kind: 'MARK_READ' }] });
    const discarding = await newRule({ conditions, actions: [{ kind: 'DISCARD' }] });
    await published();
    await mail.deliver('bill 1');
    await mail.deleteFolder('Bills');
    await mail.deliver('bill 2');
    expect(await mail.subjectsIn('Bills')).toBeUndefined();
    // Nor did the rule after it take the message for one that the first had dealt with.
    expect(await mail.subjectsIn('INBOX')).toContain('bill 2');

    await updateRule({ id: discarding.id, name: 'Still there' });
    expect(await eventually(errorsOf, ([first]) => first !== null)).toEqual(['FOLDER_GONE', null]);
    expect(await publication()).toMatchObject({ state: 'PUBLISHED' });
    await mail.createFolder('Bills');
    await mail.deliver('bill 3');
    expect(await mail.subjectsIn('Bills')).toEqual(['bill 3']);
    await updateRule({ id: discarding.id, isEnabled: false });
    expect(await eventually(errorsOf, ([first]) => first === null)).toEqual([null, null]);
  });

  it('are looked after by a login that can list folders, and neither read nor change anything', async () => {
    await mail.deliver('a secret');
    await mail.asLister(async (client) => {
      expect((await client.list()).map(({ path }) => path)).toContain('INBOX');
      const denied = { responseText: expect.stringContaining('Permission denied') as unknown };
      await expect(client.mailboxOpen('INBOX')).rejects.toMatchObject(denied);
      await expect(client.append('INBOX', 'Subject: forged\r\n\r\n')).rejects.toMatchObject(denied);
      await expect(client.mailboxCreate('Forged')).rejects.toMatchObject(denied);
      await expect(client.mailboxDelete('News')).rejects.toMatchObject(denied);
    });
  });

  it('that the server refuses do not end those that it took', async () => {
    await newRule({ conditions: [subjectHas('good')], actions: moveTo('News') });
    await published();
    const before = await activeScript();
    const { id } = await newRule({
      conditions: [{ field: 'SUBJECT', operator: 'REGEX', values: ['[[:nonsense:]]'] }],
    });
    const failed = await settled();
    expect(failed).toMatchObject({ state: 'FAILED', isOverridden: false });
    expect(failed.serverWords).toMatch(/regular expression/i);
    expect(failed.serverWords).not.toMatch(/control-plane|m-secret|\/tmp/);
    expect(await errorsOf()).toEqual([null, 'REFUSED']);
    expect(await activeScript()).toEqual(before);
    await mail.deliver('good as before');
    expect(await mail.subjectsIn('News')).toContain('good as before');

    await updateRule({ id, conditions: [{ field: 'SUBJECT', operator: 'REGEX', values: ['[[:alpha:]]9'] }] });
    expect(await settled()).toMatchObject({ state: 'PUBLISHED', serverWords: null });
    expect(await errorsOf()).toEqual([null, null]);
    expect(await activeScript()).not.toEqual(before);
  });

  it('do not replace a script that somebody wrote by hand, and say that it is active', async () => {
    await mail.asOwner(async (client) => {
      await client.putScript('mine', OWN_SCRIPT);
      await client.setActive('mine');
    });
    await newRule({ conditions: [subjectHas('by rule')], actions: moveTo('News') });
    expect(await published()).toMatchObject({ isOverridden: true });
    expect(await activeScript()).toEqual({ name: 'mine', text: OWN_SCRIPT });
    await mail.deliver('by rule 1');
    await mail.deliver('by hand 1');
    expect(await mail.subjectsIn('Junk')).toEqual(['by hand 1']);
    expect(await mail.subjectsIn('INBOX')).toContain('by rule 1');

    await mail.asOwner((client) => client.setActive(''));
    await newRule({ conditions: [subjectHas('another')] });
    expect(await published()).toMatchObject({ isOverridden: false });
    await mail.deliver('by rule 2');
    expect(await mail.subjectsIn('News')).toContain('by rule 2');
    expect(await mail.asOwner((client) => client.getScript('mine'))).toBe(OWN_SCRIPT);
  });

  it('wait for a server that does not answer, and act as soon as it does', async () => {
    mail.connect(false);
    await newRule({ conditions: [subjectHas('patience')], actions: moveTo('News') });
    const before = await publication();
    expect(before.state).toBe('PENDING');
    await setTimeout(3_000);
    expect(await publication()).toEqual(before);
    mail.connect(true);
    await published();
    await mail.deliver('patience');
    expect(await mail.subjectsIn('News')).toContain('patience');
  }, 60_000);
});
