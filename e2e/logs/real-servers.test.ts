import { setTimeout } from 'node:timers/promises';
import { DEMO_MAILBOXES } from '@hostgraph/demo-data';
import { type RunningStack, startStack } from '../support/running-stack';
import { startContentFilter } from '../support/servers/content-filter';
import { MAIL_HOST_PROGRAMS, type MailHost, startMailHost } from '../support/servers/mail-host';
import { startRemoteServer } from '../support/servers/remote-server';
import type { RunningServer } from '../support/servers/running-server';
import { describeWith } from '../support/debian';
import { startFollower } from './follower-process';
import { LogWatch } from './log-watch';
import { post, speakTooEarly } from '../support/letter';

interface LoggedEvent {
  readonly direction: string;
  readonly correspondent: string | null;
  readonly status: string;
  readonly enhancedStatusCode: string | null;
  readonly recipient: string;
  readonly originalRecipient: string | null;
  readonly authenticatedUser: string | null;
  readonly tls: string | null;
  readonly folder: string | null;
  readonly subject: string | null;
  readonly spamAction: string | null;
  readonly spamScore: number | null;
  readonly messageId: string | null;
  readonly explanation: string;
  readonly history: readonly { readonly status: string }[];
}

const QUERY = `
  query Log($mailbox: ID!, $correspondent: String) {
    mailbox(id: $mailbox) {
      activityLog(correspondent: $correspondent, first: 10) {
        nodes {
          direction correspondent status enhancedStatusCode recipient originalRecipient authenticatedUser tls folder
          subject spamAction spamScore
          messageId explanation history { status }
        }
      }
    }
  }`;

const { anna, bert, cora, dirk, victim } = DEMO_MAILBOXES;
const ANNA = { user: 'anna@example.test', pass: 'a-secret' };
/** With this pattern in its text, rspamd answers with an action; the first letter says with which. */
const PATTERN = 'JS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';

describeWith(MAIL_HOST_PROGRAMS, 'what becomes of a message, as its mailbox’s log tells it', () => {
  let stack: RunningStack;
  let host: MailHost;
  let watch: LogWatch;
  /** What is to be stopped, in this order. */
  let running: { stop(): Promise<void> }[] = [];
  /** Seconds from the server's newest line about it to the event. */
  const delays: number[] = [];

  beforeAll(async () => {
    [stack, host] = await Promise.all([startStack(), startMailHost()]);
    running = [host, stack];
    const { ports, logs } = host;
    const files = [logs.rspamd, logs.postfix, logs.dovecot];
    const others: RunningServer[] = await Promise.all([
      startFollower(stack.stack.settings.databaseUrls.logs, files),
      startRemoteServer(ports.remote),
      startContentFilter(ports.filter, ports.reinjection),
    ]);
    watch = new LogWatch(files);
    const [follower, ...servers] = others;
    running = [watch, follower!, host, ...servers, stack];
  }, 300_000);

  afterAll(async () => {
    for (const part of running) await part.stop();
    const [median, slowest] = [0.5, 1].map((part) => quantile(delays, part).toFixed(2));
    process.stdout.write(
      `From a server's line to the event in the API: median ${median} s, at most ${slowest} s (${delays.length} events)\n`,
    );
  }, 120_000);

  async function events(mailbox: string, correspondent: string): Promise<readonly LoggedEvent[]> {
    const { tokens } = stack.demo;
    const answer = await stack.ask<{ mailbox: { activityLog: { nodes: readonly LoggedEvent[] } } | null }>({
      credential: mailbox === victim.id ? tokens.stranger : tokens.administrator,
      query: QUERY,
      variables: { mailbox, correspondent },
    });
    expect(answer.errors).toBeUndefined();
    return answer.data!.mailbox!.activityLog.nodes;
  }

  /** The one event of the mailbox with this correspondent, as soon as it is what it is to become. */
  async function eventOf(
    mailbox: { readonly id: string },
    correspondent: string,
    becomes: (event: LoggedEvent) => boolean,
  ): Promise<LoggedEvent> {
    for (;;) {
      const found = await events(mailbox.id, correspondent);
      const [event] = found;
      if (event !== undefined && becomes(event)) {
        expect(found).toHaveLength(1);
        const texts = [`<${correspondent}>`, ...(event.messageId === null ? [] : [event.messageId])];
        delays.push((Date.now() - watch.newest(texts)!) / 1000);
        return event;
      }
      await setTimeout(50);
    }
  }

  const became =
    (status: string) =>
    (event: LoggedEvent): boolean =>
      event.status === status;
  const isFiled = (event: LoggedEvent): boolean => event.folder !== null;

  describe('that a stranger sends', () => {
    it('is delivered into a folder', async () => {
      const from = 'plain@stranger.test';
      const subject = 'Grüße aus Zürich — ein Betreff, der gefaltet werden muß, weil er so lang ist';
      await post(host.ports.mx, { from, to: 'anna@example.test', subject });
      expect(await eventOf(anna, from, isFiled)).toMatchObject({
        subject,
        spamAction: 'NO_ACTION',
        spamScore: 0,
        direction: 'RECEIVED',
        status: 'DELIVERED',
        enhancedStatusCode: '2.0.0',
        folder: 'INBOX',
        explanation: expect.stringContaining('is in the folder “INBOX”') as string,
      });
    });

    it('reaches the mailbox behind an alias', async () => {
      const from = 'alias@stranger.test';
      await post(host.ports.mx, { from, to: 'info@example.test' });
      expect(await eventOf(anna, from, isFiled)).toMatchObject({
        status: 'DELIVERED',
        recipient: 'anna@example.test',
        originalRecipient: 'info@example.test',
      });
    });

    it('reaches the mailbox at an address with a detail', async () => {
      const from = 'detail@stranger.test';
      await post(host.ports.mx, { from, to: 'Anna+shop@example.test' });
      expect(await eventOf(anna, from, isFiled)).toMatchObject({
        status: 'DELIVERED',
        recipient: expect.stringMatching(/^anna\+shop@example\.test$/i) as string,
        folder: 'INBOX',
      });
    });

    it('is filed as spam by Sieve after a verdict of rspamd', async () => {
      const from = 'tagged@stranger.test';
      await post(host.ports.mx, { from, to: 'cora@example.test', text: `Y${PATTERN}` });
      expect(await eventOf(cora, from, became('SPAM'))).toMatchObject({
        folder: 'Junk',
        spamAction: 'ADD_HEADER',
        spamScore: 6,
        explanation: expect.stringContaining('taken for spam and put in the folder “Junk”') as string,
      });
    });

    it('is refused as spam by rspamd', async () => {
      const from = 'refused@stranger.test';
      const answer = await post(host.ports.mx, { from, to: 'cora@example.test', text: `X${PATTERN}` });
      expect(answer).toMatch(/^554 5\.7\.1 /);
      expect(await eventOf(cora, from, became('SPAM'))).toMatchObject({
        enhancedStatusCode: '5.7.1',
        folder: null,
        spamAction: 'REJECT',
        spamScore: 15,
        explanation: expect.stringContaining('refused as spam') as string,
      });
    });

    it('is refused for now by rspamd', async () => {
      const from = 'any@soft.test';
      await post(host.ports.mx, { from, to: 'cora@example.test' });
      expect(await eventOf(cora, from, became('DEFERRED'))).toMatchObject({
        enhancedStatusCode: '4.7.1',
        spamAction: 'SOFT_REJECT',
      });
    });

    it('is dropped by rspamd', async () => {
      const from = 'any@discard.test';
      await post(host.ports.mx, { from, to: 'cora@example.test' });
      expect(await eventOf(cora, from, became('FILTERED'))).toMatchObject({
        folder: null,
        spamAction: 'DISCARD',
      });
    });

    it('is taken out by a Sieve rule', async () => {
      const from = 'letters@stranger.test';
      await post(host.ports.mx, { from, to: 'bert@example.test', subject: 'unwanted newsletter' });
      expect(await eventOf(bert, from, became('FILTERED'))).toMatchObject({
        folder: null,
        history: [{ status: 'DELIVERED' }, { status: 'FILTERED' }],
      });
    });

    it('is greylisted by Postgrey, and delivered when it comes again', async () => {
      const from = 'first@newcomer.test';
      const letter = { from, to: 'anna@example.test' };
      await post(host.ports.mx, letter);
      expect(await eventOf(anna, from, became('GREYLISTED'))).toMatchObject({
        enhancedStatusCode: '4.2.0',
        explanation: expect.stringContaining('makes every new one try twice') as string,
      });
      while (!(await post(host.ports.mx, letter)).startsWith('250 ')) await setTimeout(500);
      while ((await events(anna.id, from)).every(({ folder }) => folder === null)) await setTimeout(50);
    });

    it('does not fit into a full mailbox', async () => {
      const from = 'large@stranger.test';
      await post(host.ports.mx, { from, to: 'dirk@example.test', text: 'x'.repeat(5000) });
      expect(await eventOf(dirk, from, became('BOUNCED'))).toMatchObject({
        enhancedStatusCode: '5.2.2',
        explanation: expect.stringMatching(/full/) as string,
      });
    });

    it('is to be relayed, which is refused', async () => {
      const from = 'relay@stranger.test';
      await post(host.ports.mx, { from, to: victim.address });
      expect(await eventOf(victim, from, became('REJECTED'))).toMatchObject({
        enhancedStatusCode: '5.7.1',
        explanation: expect.stringContaining('not one that this server takes mail for') as string,
      });
    });
  });

  describe('that comes by postscreen', () => {
    it('is refused where the client talks before it is greeted', async () => {
      const from = 'early@stranger.test';
      await speakTooEarly(host.ports.postscreen, { from, to: 'anna@example.test' });
      expect(await eventOf(anna, from, became('REJECTED'))).toMatchObject({ enhancedStatusCode: '5.5.1' });
    });

    it('is refused for now after the tests, and delivered when it comes again', async () => {
      const from = 'tested@stranger.test';
      const letter = { from, to: 'anna@example.test' };
      await post(host.ports.postscreen, letter);
      expect(await eventOf(anna, from, became('DEFERRED'))).toMatchObject({ enhancedStatusCode: '4.3.2' });
      while (!(await post(host.ports.postscreen, letter)).startsWith('250 ')) await setTimeout(500);
      while ((await events(anna.id, from)).every(({ folder }) => folder === null)) await setTimeout(50);
    });
  });

  describe('that somebody here sends', () => {
    const send = (to: string, from = ANNA.user) => post(host.ports.submission, { from, to }, ANNA);

    it('is taken by the recipient’s server', async () => {
      const to = 'friend@open.remote.test';
      await send(to);
      expect(await eventOf(anna, to, became('DELIVERED'))).toMatchObject({
        direction: 'SENT',
        authenticatedUser: ANNA.user,
        tls: 'TLSv1.3',
      });
    });

    it('passes through an after-queue content filter as one message', async () => {
      const to = 'filtered@open.remote.test';
      await post(host.ports.filteredSubmission, { from: ANNA.user, to }, ANNA);
      expect(await eventOf(anna, to, became('DELIVERED'))).toMatchObject({
        direction: 'SENT',
        authenticatedUser: ANNA.user,
        tls: 'TLSv1.3',
      });
    });

    it('passes through it with several recipients, and each has its own outcome', async () => {
      const [taken, refused] = ['several@open.remote.test', 'several@gone.remote.test'];
      await post(host.ports.filteredSubmission, { from: ANNA.user, to: `${taken}, ${refused}` }, ANNA);
      for (const [to, status] of [
        [taken, 'DELIVERED'],
        [refused, 'BOUNCED'],
      ] as const)
        expect(await eventOf(anna, to, became(status))).toMatchObject({ direction: 'SENT', status });
    });

    it('is thrown away by a content filter that takes it for spam', async () => {
      const to = 'discarded@open.remote.test';
      await post(host.ports.filteredSubmission, { from: ANNA.user, to }, ANNA);
      expect(await eventOf(anna, to, became('SPAM'))).toMatchObject({
        direction: 'SENT',
        explanation: expect.stringContaining('a filter took it for spam and discarded it') as string,
      });
    });

    it.each([
      ['gone', '5.1.1', /There is no mailbox with the recipient’s address/],
      ['block', '5.7.1', /public list of suspicious servers/],
    ])('is refused for good by the server of %s.remote.test', async (server, code, explanation) => {
      const to = `friend@${server}.remote.test`;
      await send(to);
      expect(await eventOf(anna, to, became('BOUNCED'))).toMatchObject({
        enhancedStatusCode: code,
        explanation: expect.stringMatching(explanation) as string,
      });
    });

    it('waits, and is delivered at the second try: one event with its history', async () => {
      const to = 'friend@busy.remote.test';
      await send(to);
      const { history } = await eventOf(anna, to, became('DELIVERED'));
      expect(history.map(({ status }) => status)).toEqual(['DEFERRED', 'DELIVERED']);
    });

    it('is greylisted elsewhere, and delivered at the second try', async () => {
      const to = 'friend@grey.remote.test';
      await send(to);
      const { history } = await eventOf(anna, to, became('DELIVERED'));
      expect(history.map(({ status }) => status)).toEqual(['GREYLISTED', 'DELIVERED']);
    });

    it('is given up when its time has run out, and the notification is delivered', async () => {
      const to = 'friend@full.remote.test';
      await send(to);
      await eventOf(anna, to, became('DEFERRED'));
      const { enhancedStatusCode, history } = await eventOf(anna, to, became('EXPIRED'));
      expect(enhancedStatusCode).toBe('4.2.2');
      expect(history.at(-1)).toEqual({ status: 'EXPIRED' });
    }, 60_000);

    it('is refused for a recipient who does not exist here', async () => {
      const to = 'nobody@example.test';
      await send(to);
      expect(await eventOf(anna, to, became('REJECTED'))).toMatchObject({
        direction: 'SENT',
        enhancedStatusCode: '5.1.1',
        authenticatedUser: ANNA.user,
      });
    });

    it('is refused under somebody else’s name', async () => {
      const to = 'mismatch@open.remote.test';
      await send(to, 'bert@example.test');
      expect(await eventOf(anna, to, became('REJECTED'))).toMatchObject({
        direction: 'SENT',
        authenticatedUser: ANNA.user,
        explanation: expect.stringContaining('not one that this account may send from') as string,
      });
      expect(await events(bert.id, to)).toEqual([]);
    });
  });
});

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.ceil(part * values.length) - 1] ?? NaN;
}
