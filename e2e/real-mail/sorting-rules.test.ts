import { setTimeout } from 'node:timers/promises';
import { connectManageSieve, type ManageSieveClient } from '@hostgraph/managesieve';
import { administrator, codes, collaborator } from '../../subgraphs/mail/test/mail-world';
import { bert, NEWSLETTER, sortingWorld } from '../../subgraphs/mail/test/sorting-world';
import { describeWith } from '../support/debian';
import { eventually } from '../support/eventually';
import { byImap } from '../support/servers/mail-folder';
import { REAL_MAIL_PROGRAMS, type RealMail, startRealMail } from '../support/servers/real-mail';

interface Publication {
  readonly state: string;
  readonly isOverridden: boolean;
  readonly serverResponse: string | null;
  readonly publishedAt: string | null;
}

const SENDER = 'sender@stranger.test';
const LIST = { 'List-Id': '<week.shop.test>' };
const OWN_SCRIPT =
  'require ["fileinto"];\r\nif header :contains "subject" "by hand" { fileinto "Junk"; }\r\n';
const subjectHas = (...values: string[]) => ({ field: 'SUBJECT', operator: 'CONTAINS', values });
const moveTo = (folder: string) => [{ kind: 'MOVE', folder }];

describeWith(REAL_MAIL_PROGRAMS, 'sorting rules, as Dovecot acts on them', () => {
  let mail: RealMail;
  const {
    createRule,
    deleteAllRules,
    deleteRule,
    grant,
    mutate,
    newRule,
    newTemplate,
    readRules,
    updateRule,
    updateTemplate,
  } = sortingWorld(() => mail.subgraph);

  beforeAll(async () => {
    mail = await startRealMail();
    await deleteAllRules();
    await grant(['REDIRECTIONS']);
    await createFolder('News');
  });

  afterEach(async () => {
    for (const { id } of (await readRules(collaborator)).data!.mailbox!.sortingRules!.nodes) {
      await deleteRule(id);
    }
  });

  afterAll(() => mail.stop());

  const createFolder = (folder: string) => mail.createFolder(bert.address, folder);
  const deleteFolder = (folder: string) => mail.deleteFolder(bert.address, folder);
  const deliver = (subject: string, headers: Readonly<Record<string, string>> = {}) =>
    mail.deliver({ from: SENDER, to: bert.address, subject, headers });
  const subjectsIn = async (folder: string) =>
    (await mail.readFolder(bert.address, folder))?.map(({ subject }) => subject);

  /** What his own mail program does with scripts. */
  async function asOwner<Result>(use: (client: ManageSieveClient) => Promise<Result>): Promise<Result> {
    const { user, password } = mail.accountOf(bert.address);
    const { ca, ports } = mail;
    const client = await connectManageSieve({
      host: '127.0.0.1',
      port: ports.managesieve,
      ca,
      user,
      password,
    });
    try {
      return await use(client);
    } finally {
      await client.logout();
    }
  }

  async function publication(): Promise<Publication> {
    const { data } = await mail.subgraph.ask<{ mailbox: { sievePublication: Publication } }>(
      collaborator,
      'query ($id: ID!) { mailbox(id: $id) { sievePublication { state isOverridden serverResponse publishedAt } } }',
      { id: bert.id },
    );
    return data!.mailbox.sievePublication;
  }
  const settled = () => eventually(publication, ({ state }) => state !== 'PENDING');
  const published = () => eventually(publication, ({ state }) => state === 'PUBLISHED');
  const errorsOf = async () =>
    (await readRules(collaborator)).data!.mailbox!.sortingRules!.nodes.map(({ error }) => error);
  const activeScript = () =>
    asOwner(async (client) => {
      const active = (await client.listScripts()).find(({ isActive }) => isActive);
      return active && { name: active.name, text: await client.getScript(active.name) };
    });

  it('file a message where its user said, by conditions that an administrator wrote', async () => {
    const { id: templateId } = await newTemplate();
    await newRule({ templateId, actions: moveTo('News') });
    expect(await published()).toMatchObject({ isOverridden: false, serverResponse: null });
    await deliver('This week', LIST);
    await deliver('A letter');
    expect(await subjectsIn('News')).toEqual(['This week']);
    expect(await subjectsIn('INBOX')).toEqual(['A letter']);

    // What becomes of the template is nothing to the rule.
    await updateTemplate({ id: templateId, visibility: 'HIDDEN', conditions: [subjectHas('never')] });
    expect(codes((await createRule({ templateId })).answer)).toEqual(['NOT_FOUND']);
    await deliver('Next week', LIST);
    expect(await subjectsIn('News')).toEqual(['This week', 'Next week']);
  });

  it('act in their order, up to one that stops, and not while they are switched off', async () => {
    await createFolder('First');
    await createFolder('Second');
    const copy = (folder: string) => [{ kind: 'COPY', folder }];
    const conditions = [subjectHas('ordered')];
    const { id } = await newRule({ conditions, actions: [...copy('First'), { kind: 'STOP' }] });
    await newRule({ conditions, actions: copy('Second') });
    await published();
    await deliver('ordered 1');
    await updateRule({ id, isEnabled: false });
    await published();
    await deliver('ordered 2');
    expect(await subjectsIn('First')).toEqual(['ordered 1']);
    expect(await subjectsIn('Second')).toEqual(['ordered 2']);
    expect(await subjectsIn('INBOX')).toEqual(expect.arrayContaining(['ordered 1', 'ordered 2']));
  });

  it('end, for whoever wrote them, with the right to: at the next request, and go on sorting', async () => {
    const rights = { mailboxId: bert.id, userId: collaborator.id, rights: ['SORTING_RULES'] };
    const change = async (name: string) => {
      const { outcome } = await mutate(administrator, name, rights, 'mailbox { id }');
      expect(outcome?.userErrors).toEqual([]);
    };
    const { id } = await newRule({ conditions: [subjectHas('kept')], actions: moveTo('News') });
    await published();
    await change('withdrawMailboxRights');
    expect(codes((await updateRule({ id, name: 'Mine' })).answer)).toEqual(['NOT_FOUND']);
    expect(codes((await createRule({ match: 'ALL', conditions: [NEWSLETTER] })).answer)).toEqual([
      'FORBIDDEN',
    ]);
    expect(codes(await readRules(collaborator))).toEqual(['FORBIDDEN']);
    await deliver('kept');
    expect(await subjectsIn('News')).toContain('kept');
    await change('grantMailboxRights');
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
    await deliver(subject);
    expect(await subjectsIn('INBOX')).toContain(subject);
  });

  it('leave a message in the inbox when the folder is gone, say so, and go on when it is back', async () => {
    await createFolder('Bills');
    const conditions = [subjectHas('bill')];
    await newRule({ conditions, actions: [...moveTo('Bills'), { kind: 'MARK_READ' }] });
    const discarding = await newRule({ conditions, actions: [{ kind: 'DISCARD' }] });
    await published();
    await deliver('bill 1');
    await deleteFolder('Bills');
    await deliver('bill 2');
    expect(await subjectsIn('Bills')).toBeUndefined();
    // Nor did the rule after it take the message for one that the first had dealt with.
    expect(await subjectsIn('INBOX')).toContain('bill 2');

    await updateRule({ id: discarding.id, name: 'Still there' });
    expect(await eventually(errorsOf, ([first]) => first !== null)).toEqual(['FOLDER_GONE', null]);
    expect(await publication()).toMatchObject({ state: 'PUBLISHED' });
    await createFolder('Bills');
    await deliver('bill 3');
    expect(await subjectsIn('Bills')).toEqual(['bill 3']);
    await updateRule({ id: discarding.id, isEnabled: false });
    expect(await eventually(errorsOf, ([first]) => first === null)).toEqual([null, null]);
  });

  it('are looked after by a login that can list folders, and neither read nor change anything', async () => {
    await deliver('a secret');
    const { user, password } = mail.lister;
    const asLister = { ...mail.accountOf(bert.address), user: `${bert.address}*${user}`, password };
    await byImap(asLister, async (client) => {
      expect((await client.list()).map(({ path }) => path)).toContain('INBOX');
      const denied = { responseText: expect.stringContaining('Permission denied') as unknown };
      await expect(client.mailboxOpen('INBOX')).rejects.toMatchObject(denied);
      await expect(client.append('INBOX', 'Subject: forged\r\n\r\n')).rejects.toMatchObject(denied);
      await expect(client.mailboxCreate('Forged')).rejects.toMatchObject(denied);
      await expect(client.mailboxDelete('News')).rejects.toMatchObject(denied);
    });
  });

  it('that the server refuses are left out, and all others act', async () => {
    await newRule({ conditions: [subjectHas('good')], actions: moveTo('News') });
    await published();
    const before = await activeScript();
    const { id } = await newRule({
      conditions: [{ field: 'SUBJECT', operator: 'REGEX', values: ['[[:nonsense:]]'] }],
    });
    const partial = await settled();
    expect(partial).toMatchObject({ state: 'PARTIAL', isOverridden: false });
    expect(partial.serverResponse).toMatch(/regular expression/i);
    expect(partial.serverResponse).not.toMatch(/m-secret|\/tmp/);
    expect(await errorsOf()).toEqual([null, 'REFUSED']);
    expect(await activeScript()).toEqual(before);
    await newRule({ conditions: [subjectHas('better')], actions: moveTo('News') });
    expect(await settled()).toMatchObject({ state: 'PARTIAL' });
    expect(await errorsOf()).toEqual([null, 'REFUSED', null]);
    await deliver('good as before');
    await deliver('better than before');
    expect(await subjectsIn('News')).toEqual(
      expect.arrayContaining(['good as before', 'better than before']),
    );

    await updateRule({ id, conditions: [{ field: 'SUBJECT', operator: 'REGEX', values: ['[[:alpha:]]9'] }] });
    expect(await settled()).toMatchObject({ state: 'PUBLISHED', serverResponse: null });
    expect(await errorsOf()).toEqual([null, null, null]);
    expect(await activeScript()).not.toEqual(before);
  });

  it('do not replace a script that somebody wrote by hand, and say that it is active', async () => {
    await asOwner(async (client) => {
      await client.putScript('mine', OWN_SCRIPT);
      await client.setActive('mine');
    });
    await newRule({ conditions: [subjectHas('by rule')], actions: moveTo('News') });
    expect(await published()).toMatchObject({ isOverridden: true });
    expect(await activeScript()).toEqual({ name: 'mine', text: OWN_SCRIPT });
    await deliver('by rule 1');
    await deliver('by hand 1');
    expect(await subjectsIn('Junk')).toEqual(['by hand 1']);
    expect(await subjectsIn('INBOX')).toContain('by rule 1');

    await asOwner((client) => client.setActive(''));
    await newRule({ conditions: [subjectHas('another')] });
    expect(await published()).toMatchObject({ isOverridden: false });
    await deliver('by rule 2');
    expect(await subjectsIn('News')).toContain('by rule 2');
    expect(await asOwner((client) => client.getScript('mine'))).toBe(OWN_SCRIPT);
  });

  it('wait for a server that does not answer, and act as soon as it does', async () => {
    await mail.scriptsAccess.close();
    await newRule({ conditions: [subjectHas('patience')], actions: moveTo('News') });
    const before = await publication();
    expect(before.state).toBe('PENDING');
    await setTimeout(3_000);
    expect(await publication()).toEqual(before);
    await mail.scriptsAccess.open();
    await published();
    await deliver('patience');
    expect(await subjectsIn('News')).toContain('patience');
  });

  it('and an auto-reply act on the same message, also where a rule stops', async () => {
    const text = { subject: 'Away until Monday', body: 'I am away.' };
    const reply = { mailboxId: bert.id, content: { text } };
    const { outcome } = await mutate(administrator, 'activateAutoReply', reply, 'autoReply { id }');
    expect(outcome!.userErrors).toEqual([]);
    await newRule({
      conditions: [subjectHas('question')],
      actions: [...moveTo('News'), { kind: 'STOP' }],
    });
    await published();
    await deliver('A question');
    expect(await subjectsIn('News')).toContain('A question');
    expect(await subjectsIn('INBOX')).not.toContain('A question');
    const sent = await eventually(
      () => Promise.resolve(mail.remote.taken.filter(({ to }) => to.includes(SENDER))),
      ({ length }) => length > 0,
    );
    expect(sent).toEqual([
      expect.objectContaining({ text: expect.stringContaining(text.subject) as string }),
    ]);
    await mutate(administrator, 'deactivateAutoReply', { mailboxId: bert.id }, 'autoReply { id }');
  });
});
