import { ipAddress, lmtpSession, mailbox, mailboxes, messageId, queueId, stranger } from './people';
import type { Random } from './random';

/** Writes a line `after` so many milliseconds from the beginning of the message. */
export type Write = (after: number, tag: string, text: string) => void;

const RETRY_MS = 300_000;
const BUSY = 'Greylisting in action, please come back later';
const UNKNOWN = 'Recipient address rejected: User unknown in virtual mailbox table';

/** Each kind of message with its share. Each writes its lines, and returns how many events they are. */
export const KINDS: readonly { share: number; write: (random: Random, write: Write) => number }[] = [
  { share: 0.14, write: refused },
  { share: 0.46, write: received },
  { share: 0.3, write: submittedToOthers },
  { share: 0.1, write: submittedToMailbox },
];

interface Message {
  readonly id: string;
  readonly messageId: string;
  readonly random: Random;
  readonly write: Write;
  /** Process number of its smtpd. */
  readonly pid: number;
}

function begin(random: Random, write: Write): Message {
  return {
    id: queueId(random),
    messageId: messageId(random),
    random,
    write,
    pid: 1000 + random.below(30_000),
  };
}

function refused(random: Random, write: Write): number {
  const smtpd = `postfix/smtpd[${1000 + random.below(30_000)}]`;
  const address = ipAddress(random);
  const to = mailbox(random);
  const client = `unknown[${address}]`;
  const reason = random.of([
    `554 5.7.1 Service unavailable; Client host [${address}] blocked using zen.blocklist.test; https://blocklist.test/query/ip/${address}`,
    `550 5.1.1 <${to}>: ${UNKNOWN}`,
    `450 4.2.0 <${to}>: Recipient address rejected: Greylisted, see https://greylist.test/help`,
  ]);
  write(0, smtpd, `connect from ${client}`);
  write(
    40,
    smtpd,
    `NOQUEUE: reject: RCPT from ${client}: ${reason}; from=<${stranger(random)}> to=<${to}> proto=ESMTP helo=<host.mail.test>`,
  );
  write(70, smtpd, `disconnect from ${client} ehlo=1 mail=1 rcpt=0/1 quit=1 commands=3/4`);
  return 1;
}

function received(random: Random, write: Write): number {
  const message = begin(random, write);
  const to = mailboxes(random, random.fraction() < 0.85 ? 1 : 2 + random.below(3));
  const recipients = to.length;
  const client = `mx.${stranger(random).split('@')[1] ?? ''}[${ipAddress(random)}]`;
  const smtpd = `postfix/smtpd[${message.pid}]`;
  write(0, smtpd, `connect from ${client}`);
  write(
    20,
    smtpd,
    `Anonymous TLS connection established from ${client}: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits)`,
  );
  write(80, smtpd, `${message.id}: client=${client}`);
  queue(message, stranger(random), recipients, 120);
  write(170, smtpd, `disconnect from ${client} ehlo=2 starttls=1 mail=1 rcpt=${recipients} data=1 quit=1`);
  const isSpam = random.fraction() < 0.1;
  for (const [index, recipient] of to.entries()) deliverHere(message, recipient, 400 + 20 * index, isSpam);
  remove(message, 420 + 20 * recipients);
  return recipients;
}

function submittedToMailbox(random: Random, write: Write): number {
  const message = begin(random, write);
  submit(message, mailbox(random), 1);
  deliverHere(message, mailbox(random), 400, false);
  remove(message, 420);
  return 2;
}

function submittedToOthers(random: Random, write: Write): number {
  const message = begin(random, write);
  const sender = mailbox(random);
  const recipients = random.fraction() < 0.9 ? 1 : 2 + random.below(4);
  submit(message, sender, recipients);
  let events = recipients;
  let end = 1500;
  for (let index = 0; index < recipients; index++) {
    const to = stranger(random);
    const fate = random.fraction();
    if (fate < 0.04) {
      const relay = deliverElsewhere(message, to, 1200, '4.7.1', 'deferred', `451 4.7.1 ${BUSY}`);
      end = RETRY_MS + 1500;
      deliverElsewhere(
        message,
        to,
        end,
        '2.0.0',
        'sent',
        `250 2.0.0 Ok: queued as ${queueId(random)}`,
        relay,
      );
    } else if (fate < 0.07) {
      deliverElsewhere(message, to, 1400, '5.1.1', 'bounced', `550 5.1.1 <${to}>: ${UNKNOWN}`);
      events += notifyOfFailure(message, sender, 1450);
    } else {
      deliverElsewhere(message, to, 1500, '2.0.0', 'sent', `250 2.0.0 Ok: queued as ${queueId(random)}`);
    }
  }
  remove(message, end + 20);
  return events;
}

function submit(message: Message, sender: string, recipients: number): void {
  const client = `phone.access.test[${ipAddress(message.random)}]`;
  const smtpd = `postfix/submission/smtpd[${message.pid}]`;
  message.write(0, smtpd, `connect from ${client}`);
  message.write(90, smtpd, `${message.id}: client=${client}, sasl_method=PLAIN, sasl_username=${sender}`);
  queue(message, sender, recipients, 130);
  message.write(170, smtpd, `disconnect from ${client} ehlo=2 starttls=1 auth=1 mail=1 rcpt=1 data=1 quit=1`);
}

function queue(
  { id, messageId: header, random, write }: Message,
  from: string,
  recipients: number,
  after: number,
): void {
  write(after, `postfix/cleanup[${2000 + random.below(50)}]`, `${id}: message-id=${header}`);
  const size = 2000 + random.below(60_000);
  write(
    after + 30,
    'postfix/qmgr[990]',
    `${id}: from=<${from}>, size=${size}, nrcpt=${recipients} (queue active)`,
  );
}

function remove({ id, write }: Message, after: number): void {
  write(after, 'postfix/qmgr[990]', `${id}: removed`);
}

/** Dovecot files the message before it answers; Postfix logs the answer. */
function deliverHere(
  { id, messageId: header, random, write }: Message,
  to: string,
  after: number,
  isSpam: boolean,
): void {
  const session = lmtpSession(random);
  const folder = isSpam ? 'Junk' : 'INBOX';
  write(
    after,
    'dovecot',
    `lmtp(${to})<${5000 + random.below(900)}><${session}>: sieve: msgid=${header}: ${isSpam ? 'fileinto action: ' : ''}stored mail into mailbox '${folder}'`,
  );
  write(
    after + 3,
    `postfix/lmtp[${3000 + random.below(50)}]`,
    `${id}: to=<${to}>, relay=mx1.example[private/dovecot-lmtp], delay=0.44, delays=0.4/0.01/0.01/0.02, dsn=2.0.0, status=sent (250 2.0.0 <${to}> ${session} Saved)`,
  );
}

/** @returns the server that answered */
function deliverElsewhere(
  { id, random, write }: Message,
  to: string,
  after: number,
  dsn: string,
  status: 'sent' | 'deferred' | 'bounced',
  answer: string,
  relay = `mx.${to.split('@')[1] ?? ''}[${ipAddress(random)}]`,
): string {
  const reply = status === 'sent' ? answer : `host ${relay} said: ${answer} (in reply to RCPT TO command)`;
  const delay = (after / 1000).toFixed(1);
  write(
    after,
    `postfix/smtp[${4000 + random.below(100)}]`,
    `${id}: to=<${to}>, relay=${relay}:25, delay=${delay}, delays=0.1/0.01/0.5/0.9, dsn=${dsn}, status=${status} (${reply})`,
  );
  return relay;
}

function notifyOfFailure({ id, random, write }: Message, sender: string, after: number): number {
  const notification = begin(random, write);
  write(after, 'postfix/bounce[995]', `${id}: sender non-delivery notification: ${notification.id}`);
  queue(notification, '', 1, after - 20);
  deliverHere(notification, sender, after + 30, false);
  remove(notification, after + 50);
  return 1;
}
