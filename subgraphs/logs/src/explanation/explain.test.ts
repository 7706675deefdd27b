import { MailDirection } from '../mail-event/mail-direction';
import { MailStatus } from '../mail-event/mail-status';
import { CATALOGUES } from './catalogues';
import type { StatusCode } from './cause/enhanced-status-codes';
import { explain, type ExplainedEvent } from './explain';
import { Language } from './language';

const { SENT, RECEIVED } = MailDirection;
const LANGUAGES = Object.values(Language);

function explained(event: Partial<ExplainedEvent>, language: Language = Language.EN): string {
  return explain(
    {
      direction: SENT,
      status: MailStatus.BOUNCED,
      enhancedStatusCode: null,
      reply: null,
      folder: null,
      delaySeconds: 1,
      ...event,
    },
    language,
  );
}

it.each([
  [
    Language.EN,
    'The message could not be delivered, and you were sent a notification. There is no mailbox with the recipient’s address. Check the address for a typing mistake, or ask the person for the current one.',
  ],
  [
    Language.FR,
    'Le message n’a pas pu être remis et un avis vous a été envoyé. Il n’existe pas de boîte mail à l’adresse du destinataire. Vérifiez que l’adresse ne contient pas de faute de frappe, ou demandez à la personne son adresse actuelle.',
  ],
  [
    Language.DE,
    'Die Nachricht konnte nicht zugestellt werden, und Sie haben eine Benachrichtigung erhalten. Zur Adresse des Empfängers gibt es kein Postfach. Prüfen Sie die Adresse auf Tippfehler oder fragen Sie die Person nach der aktuellen.',
  ],
  [
    Language.IT,
    'Non è stato possibile recapitare il messaggio e Le è stata inviata una notifica. Non esiste una casella di posta con l’indirizzo del destinatario. Verifichi che l’indirizzo non contenga errori di battitura oppure chieda alla persona quello attuale.',
  ],
])('tells outcome, cause and advice in %s', (language, text) => {
  expect(explained({ enhancedStatusCode: '5.1.1' }, language)).toBe(text);
});

it('speaks to the recipient as the recipient', () => {
  const full = explained({ direction: RECEIVED, enhancedStatusCode: '5.2.2' });
  expect(full).toContain('Make room in the mailbox');
  expect(full).not.toContain('The owner of the mailbox');
  const unknown = explained({ direction: RECEIVED, enhancedStatusCode: '5.1.1' });
  expect(unknown).toContain('the sender was notified');
  expect(unknown).toContain('The sender should check');
});

it('asks nothing of anybody while a server still tries, and something when it has given up', () => {
  expect(explained({ status: MailStatus.DEFERRED, enhancedStatusCode: '4.4.1' })).toMatch(
    /tried again automatically\. .* nothing you need to do unless/,
  );
  expect(explained({ status: MailStatus.GREYLISTED, enhancedStatusCode: '4.2.0' })).toMatch(
    /follows automatically.*every new one try twice\. There is nothing you need to do\.$/,
  );
  expect(explained({ status: MailStatus.EXPIRED, enhancedStatusCode: '4.4.1' })).toMatch(
    /you were sent a notification\. .* Send the message again later/,
  );
});

it('does not let recipients wait for what they can end themselves', () => {
  const full = { status: MailStatus.DEFERRED, enhancedStatusCode: '4.2.2' };
  expect(explained({ ...full, direction: RECEIVED })).toMatch(/tried again automatically\. .* Make room/);
  expect(explained(full)).toMatch(/nothing you need to do unless it lasts longer than a day\.$/);
});

it('promises no attempts of ours for what was refused at the door', () => {
  const atTheDoor = { status: MailStatus.DEFERRED, enhancedStatusCode: '4.3.2', delaySeconds: null };
  expect(explained({ ...atTheDoor, direction: RECEIVED })).toContain(
    'the sender’s server normally tries again',
  );
  expect(explained({ ...atTheDoor, direction: RECEIVED, delaySeconds: 0 })).toContain(
    'tried again automatically',
  );
  for (const status of [MailStatus.DEFERRED, MailStatus.GREYLISTED]) {
    const text = explained({ ...atTheDoor, status });
    expect(text).toMatch(/was not sent\. .* Send the message again later/);
    expect(text).not.toMatch(/automatically|nothing you need/);
  }
  expect(explained({ ...atTheDoor, direction: RECEIVED, status: MailStatus.GREYLISTED })).toContain(
    'The sender’s server was asked to try again',
  );
});

it('hears the words where the code says little, and only there', () => {
  const mismatch = '553 5.7.1 <b@example.test>: Sender address rejected: not owned by user anna@example.test';
  expect(explained({ status: MailStatus.REJECTED, enhancedStatusCode: '5.7.1', reply: mismatch })).toContain(
    'may send from',
  );
  const short = '504 5.5.2 <anna@localhost>: Recipient address rejected: need fully-qualified address';
  expect(explained({ status: MailStatus.REJECTED, enhancedStatusCode: '5.5.2', reply: short })).toContain(
    'missing or too short',
  );
  const full = { enhancedStatusCode: '5.2.2', reply: '552 5.2.2 full, see https://spam.test' };
  expect(explained(full)).toContain('full');
  expect(explained(full)).not.toContain('taken for spam');
  expect(
    explained({ enhancedStatusCode: '5.7.1', reply: '554 5.7.1 <spam@example.test>: no' }),
  ).not.toContain('taken for spam');
});

it.each<[reply: string, code: StatusCode]>([
  ['550 No such user here', '1.1'],
  ['550 <spam@example.net>: User unknown', '1.1'],
  ['552 Mailbox is full', '2.2'],
  ['552 Message size exceeds fixed limit', '3.4'],
  ['450 Client host rejected: cannot find your hostname, [192.0.2.1]', '7.25'],
  ['550 SPF check failed', '7.23'],
  ['550 SPF=pass, DKIM=fail', '7.20'],
  ['550 Unauthenticated mail refused by the DMARC policy of example.org', '7.26'],
  ['450 Rate limit exceeded', '7.28'],
])('finds the meaning of %j where the code is no help', (reply, code) => {
  for (const enhancedStatusCode of [null, '5.0.0', '5.2.0', '5.7.1']) {
    expect(explained({ enhancedStatusCode, reply })).toContain(CATALOGUES.EN.causes[code]);
  }
});

it('does not blame the checks that a server says were passed', () => {
  expect(explained({ reply: '550 refused, SPF: pass, DKIM=pass, DMARC (pass)' })).toMatch(
    /no reason that we can interpret/,
  );
});

it('falls back from the detail to the subject to the bare outcome', () => {
  expect(explained({ enhancedStatusCode: '5.4.99' })).toContain('on the way between the mail systems');
  expect(explained({ enhancedStatusCode: '5.6.10' })).toContain(CATALOGUES.EN.causes['6.8']);
  for (const enhancedStatusCode of ['5.0.0', '5.99.1', 'constructor', '5.constructor.0', null]) {
    expect(explained({ enhancedStatusCode })).toMatch(/notification\. The log names no reason\.$/);
    expect(explained({ enhancedStatusCode, reply: '550 computer says no' })).toContain(
      'its answer is shown as it came',
    );
  }
});

describe('a spam verdict', () => {
  it('is its own cause', () => {
    const refused = { status: MailStatus.SPAM, enhancedStatusCode: '5.7.1', delaySeconds: null };
    expect(explained({ ...refused, reply: '5.7.1 Gtube pattern' })).toMatch(
      /^The message was refused as spam and was not sent\. If it is not spam, write/,
    );
    expect(explained(refused)).toMatch(/not sent\. If it is not spam, write/);
  });

  it('of a filter that had taken the message is told as such to either side', () => {
    const discarded = {
      status: MailStatus.SPAM,
      enhancedStatusCode: '2.7.0',
      reply: '250 2.7.0 Ok, discarded, id=15303-02 - spam',
    };
    expect(explained(discarded)).toMatch(
      /^The message was accepted, but a filter took it for spam and discarded it; it did not reach .* If it is not spam/,
    );
    expect(explained({ ...discarded, direction: RECEIVED })).toMatch(
      /^A filter took .* it is in no folder\./,
    );
  });

  it('does not hide what was found', () => {
    const refused = { status: MailStatus.SPAM, enhancedStatusCode: '5.7.1', delaySeconds: null };
    expect(explained({ ...refused, reply: '554 5.7.1 infected: virus Eicar' })).toContain(
      'Something harmful',
    );
    expect(explained({ ...refused, reply: '554 5.7.1 blocked using zen.spamhaus.example' })).toContain(
      'public list',
    );
  });
});

it('tells a sender whose message was filtered that it did not arrive, and a recipient where to look', () => {
  expect(explained({ status: MailStatus.FILTERED })).toContain('did not reach the recipient');
  expect(explained({ status: MailStatus.FILTERED, direction: RECEIVED })).toContain('sorting rules');
});

it.each(LANGUAGES)(
  'sends nobody to the rules of a mailbox for what a filter before it threw away (%s)',
  (language) => {
    const { causes, outcomes, remarks } = CATALOGUES[language];
    const filtered = { status: MailStatus.FILTERED, direction: RECEIVED };
    const found = '250 2.7.0 Ok, discarded, id=07554-01 - INFECTED: Eicar-Test-Signature';
    expect(explained({ ...filtered, reply: found }, language)).toBe(
      [outcomes.filteredTheirs, causes.harmful, remarks.contactSupport].join(' '),
    );
    expect(explained({ ...filtered, direction: SENT, reply: found }, language)).toBe(
      [outcomes.filteredYours, causes.harmful, remarks.contactSupport].join(' '),
    );
    const banned = '250 2.7.0 Ok, discarded, id=351462-17 - BANNED: .exe,offer virus.scr';
    for (const event of [{ reply: banned }, { reply: null, delaySeconds: null }])
      expect(explained({ ...filtered, ...event }, language)).toBe(
        [outcomes.filteredTheirs, remarks.contactSupport].join(' '),
      );
    expect(explained({ ...filtered, reply: '250 2.0.0 <a@example.test> S1 Saved' }, language)).toBe(
      [outcomes.filteredTheirs, remarks.checkSortingRules].join(' '),
    );
  },
);

it.each([
  [Language.EN, '“', '”'],
  [Language.FR, '«\u202f', '\u202f»'],
  [Language.DE, '«', '»'],
  [Language.IT, '«', '»'],
])('quotes the folder as the mailbox has it, whatever its name, in %s', (language, open, close) => {
  for (const folder of ['INBOX', 'Büro $& $1 %s {0}', '<b>”»</b>', 'a\nb\u202e', '__proto__', '']) {
    for (const status of [MailStatus.DELIVERED, MailStatus.SPAM]) {
      const text = explained({ status, direction: RECEIVED, folder }, language);
      expect(text.split(`${open}${folder}${close}`)).toHaveLength(2);
    }
  }
});

it.each(Object.values(MailStatus))('says something else to each side of a %s message', (status) => {
  for (const language of LANGUAGES) {
    const [sent, received] = [SENT, RECEIVED].map((direction) =>
      explained({ status, direction, delaySeconds: null, enhancedStatusCode: '4.4.1' }, language),
    );
    expect(sent).not.toBe(received);
  }
});
