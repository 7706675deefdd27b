import { MailDirection } from '../mail-event/mail-direction';
import { MailStatus } from '../mail-event/mail-status';
import { explain, type ExplainedEvent } from './explain';

function explained(event: Partial<ExplainedEvent>): string {
  return explain({
    direction: MailDirection.SENT,
    status: MailStatus.BOUNCED,
    enhancedStatusCode: null,
    reply: null,
    folder: null,
    relay: null,
    ...event,
  });
}

it('tells outcome, cause and advice', () => {
  expect(explained({ enhancedStatusCode: '5.1.1' })).toBe(
    'The message could not be delivered, and you were sent a notification. There is no mailbox with the recipient’s address. Check the address for a typing mistake, or ask the person for the current one.',
  );
});

it('speaks to the recipient as the recipient', () => {
  const full = { direction: MailDirection.RECEIVED, enhancedStatusCode: '5.2.2' };
  expect(explained(full)).toContain('Make room in the mailbox');
  expect(explained({ direction: MailDirection.RECEIVED, enhancedStatusCode: '5.1.1' })).toContain(
    'For the sender: Check',
  );
});

it('asks nothing of anybody while the server still tries, and something when it has given up', () => {
  expect(explained({ status: MailStatus.DEFERRED, enhancedStatusCode: '4.4.1' })).toContain(
    'nothing you need to do',
  );
  expect(
    explained({ status: MailStatus.GREYLISTED, enhancedStatusCode: '4.2.0', reply: '450 4.2.0 Greylisted' }),
  ).toMatch(/every new one try twice\. There is nothing you need to do\.$/);
  expect(explained({ status: MailStatus.EXPIRED, enhancedStatusCode: '4.4.1' })).toMatch(
    /Send the message again later/,
  );
});

it('hears the words where the code says little, and only there', () => {
  const mismatch = '553 5.7.1 <b@example.test>: Sender address rejected: not owned by user anna@example.test';
  expect(explained({ status: MailStatus.REJECTED, enhancedStatusCode: '5.7.1', reply: mismatch })).toContain(
    'may send from',
  );
  const full = { enhancedStatusCode: '5.2.2', reply: '552 5.2.2 full, see https://spam.test' };
  expect(explained(full)).toContain('full');
  expect(explained(full)).not.toContain('taken for spam');
  expect(
    explained({ enhancedStatusCode: '5.7.1', reply: '554 5.7.1 <spam@example.test>: no' }),
  ).not.toContain('taken for spam');
});

it('falls back from the detail to the subject to the bare outcome', () => {
  expect(explained({ enhancedStatusCode: '5.4.99' })).toContain('on the way between the mail systems');
  expect(explained({ enhancedStatusCode: '5.99.1' })).toContain('no reason that we can interpret');
  expect(explained({ enhancedStatusCode: 'constructor' })).toContain('no reason that we can interpret');
});

it('names the folder, and does not explain a spam verdict by itself', () => {
  const filed = { direction: MailDirection.RECEIVED, folder: 'Junk', enhancedStatusCode: '2.0.0' };
  expect(explained({ ...filed, status: MailStatus.SPAM })).toContain('put in the folder “Junk”');
  expect(explained({ ...filed, folder: 'INBOX', status: MailStatus.DELIVERED })).toContain(
    'in the folder “INBOX”',
  );
  expect(
    explained({ status: MailStatus.SPAM, enhancedStatusCode: '5.7.1', reply: '5.7.1 Gtube pattern' }),
  ).not.toContain('taken for');
});

it.each(
  Object.values(MailStatus).flatMap((status) =>
    Object.values(MailDirection).map((direction) => [status, direction] as const),
  ),
)('has whole sentences for %s %s', (status, direction) => {
  for (const code of [null, '2.0.0', '4.7.1', '5.0.0']) {
    expect(explained({ status, direction, enhancedStatusCode: code })).toMatch(/^[A-Z].*\.$/);
  }
});
