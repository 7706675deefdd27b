import { setTimeout } from 'node:timers/promises';
import { type Client, mutate } from './api';
import { count, PASSWORD, send } from './mail';
import { setting } from './settings';
import { eventually, say } from './steps';

export interface Mailbox {
  readonly id: string;
  readonly address: string;
}

interface Event {
  readonly subject: string;
  readonly status: string;
  readonly folder: string | null;
}

export async function makeMailbox(anna: Client, name: string, run: string): Promise<Mailbox> {
  const address = `${name}-${run}@customer.test`;
  const { mailbox } = await eventually(`mailbox ${address}`, () =>
    mutate<{ mailbox: { id: string } }>(
      anna,
      'createMailbox',
      {
        mailServiceId: setting('MAIL_SERVICE'),
        address,
        displayName: name,
        memberIds: [setting('MEMBER')],
        idempotencyKey: `check-${name}-${run}`,
      },
      'mailbox { id }',
    ),
  );
  await eventually('and its password', () =>
    mutate(anna, 'setMailboxPassword', { mailboxId: mailbox.id, password: PASSWORD }),
  );
  return { id: mailbox.id, address };
}

/** Mail in and out, as strangers and people of ours send it, and what the log says of it. */
export async function useMail(anna: Client, one: Mailbox, two: Mailbox): Promise<void> {
  // A mailbox shows what came after it was made (docs/adr/0007), and servers log whole seconds.
  await setTimeout(1000);
  const subject = `Check ${Date.now()}`;
  const letter = { from: 'someone@identity.example.test', to: one.address, text: 'Hello' };
  const eventOf = async (text: string): Promise<Event | undefined> => {
    const { mailbox } = await anna<{ mailbox: { activityLog: { nodes: Event[] } } }>(
      `query($id: ID!) { mailbox(id: $id) { activityLog(first: 20) { nodes { subject status folder } } } }`,
      { id: one.id },
    );
    return mailbox.activityLog.nodes.find((event) => event.subject === text);
  };
  await eventually('a stranger’s mail is taken on port 25', () =>
    sent(send('stranger', { ...letter, subject })),
  );
  await eventually('and fetched by IMAP', () => count(one.address, { subject }));
  await eventually('and is in activityLog', async () => (await eventOf(subject))?.status === 'DELIVERED');
  const spam = `${subject} spam`;
  await eventually('mail that is marked as spam is taken', () =>
    sent(send('stranger', { ...letter, subject: spam, headers: { 'X-Spam': 'yes' } })),
  );
  await eventually('and is in Junk', () => count(one.address, { subject: spam }, 'Junk'));
  await eventually('and activityLog knows the folder', async () => (await eventOf(spam))?.folder === 'Junk');
  for (const way of ['587', '465'] as const) {
    const mine = { from: two.address, to: one.address, subject: `${subject} ${way}`, text: 'Hi' };
    await eventually(`mail is submitted on ${way}`, () => sent(send(way, mine)));
  }
  await refused(send('stranger', { ...letter, to: 'somebody@elsewhere.test', subject }));
  await replies(anna, one, two);
}

const sent = (sending: Promise<void>): Promise<true> => sending.then(() => true);

async function refused(sending: Promise<void>): Promise<void> {
  const code = await sending.then(
    () => 250,
    (error: unknown) => (error as { responseCode?: number }).responseCode,
  );
  if (code !== 554)
    throw new Error(`a stranger’s mail to elsewhere was answered with ${code}, and not with 554`);
  say('a stranger’s mail to elsewhere is refused');
}

async function replies(anna: Client, one: Mailbox, two: Mailbox): Promise<void> {
  const content = { text: { subject: 'Away', body: 'I am away' } };
  await eventually('an automatic reply', () =>
    mutate(anna, 'activateAutoReply', { mailboxId: one.id, content }),
  );
  await eventually('is on the mail server', async () => {
    const { mailbox } = await anna<{ mailbox: { sievePublication: { state: string } } }>(
      'query($id: ID!) { mailbox(id: $id) { sievePublication { state } } }',
      { id: one.id },
    );
    return mailbox.sievePublication.state === 'PUBLISHED';
  });
  const letter = { from: two.address, to: one.address, subject: 'Are you there?', text: 'Hi' };
  await eventually('somebody writes', () => sent(send('587', letter)));
  await eventually('and is answered', () => count(two.address, { from: one.address }));
}
