import type { DeliveryRecord, RefusalRecord } from '../postfix/postfix-record';
import { deliveryStatus, refusalStatus } from './classify';

const sent = (reply: string): string =>
  deliveryStatus({
    kind: 'delivery',
    queueId: 'ABCDEF1',
    agent: 'smtp',
    recipient: 'anna@example.test',
    originalRecipient: null,
    relay: '127.0.0.1[127.0.0.1]:10024',
    delaySeconds: 1,
    enhancedStatusCode: '2.0.0',
    outcome: 'sent',
    reply,
  } satisfies DeliveryRecord);

const refused = (reply: string, isTemporary = false): string =>
  refusalStatus({
    kind: 'refusal',
    queueId: null,
    action: 'reject',
    isWholeMessage: false,
    clientAddress: '192.0.2.9',
    enhancedStatusCode: '5.7.1',
    isTemporary,
    reply,
    sender: null,
    recipient: 'anna@example.test',
  } satisfies RefusalRecord);

it.each([
  ['250 2.7.0 Ok, discarded, id=15303-02 - spam', 'SPAM'],
  ['250 2.7.1 Ok, discarded, UBE, id=28351-09', 'SPAM'],
  ['250 2.7.0 Ok, discarded, id=07554-01 - INFECTED: Eicar-Test-Signature', 'FILTERED'],
  ['250 2.7.0 Ok, discarded, id=351462-17 - BANNED: .exe,.exe-ms,spam offer.scr', 'FILTERED'],
  ['250 2.7.0 Ok, discarded, id=1-2 - BAD_HEADER-0: Non-encoded 8-bit data', 'FILTERED'],
  ['250 2.7.0 Ok, id=1-2 - INFECTED: Win.Test.EICAR_HDB-1', 'FILTERED'],
  ['250 2.0.0 Ok: quarantined as 4X2', 'FILTERED'],
  ['250 2.6.0 Spam message quarantined', 'SPAM'],
  ['250 message accepted and blackholed', 'FILTERED'],
])('a filter’s answer %j is not a delivery', (reply, status) => {
  expect(sent(reply)).toBe(status);
});

it.each([
  '250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as BBBBB2',
  '250 2.6.0 Ok, id=15303-02, from MTA([127.0.0.1]:10025): 250 Ok: queued as BBBBB2',
  '250 2.0.0 <discarded@example.test> S1 Saved',
  '250 ok, see https://help.example/quarantined',
  '250 taken by quarantined.example.test as 4X2',
  'delivered via dovecot service',
  '250 OK id=1rABCD-0001xy-2Z - thanks',
  '250 2.0.0 OK 1700000000 a1-20020 - gsmtp',
])('what is called discarded in %j is a name', (reply) => {
  expect(sent(reply)).toBe('DELIVERED');
});

it.each([
  'zen.spamhaus.org',
  'dbl.spamhaus.org',
  'b.barracudacentral.org',
  'bl.spamcop.net; Blocked - see https://www.spamcop.net/bl.shtml?192.0.2.9',
  'all.spamrats.com; Spam source, see http://www.spamrats.com/lookup.php?ip=192.0.2.9',
  'spam.dnsbl.example; virus sender',
])('a client that is on the list %s was refused unheard', (list) => {
  expect(refused(`550 5.7.1 Service unavailable; client [192.0.2.9] blocked using ${list}`)).toBe('REJECTED');
  expect(refused(`554 5.7.1 Service unavailable; Client host [192.0.2.9] blocked using ${list}`)).toBe(
    'REJECTED',
  );
});

it.each([
  ['550 5.7.1 <spam.example.test[192.0.2.9]>: Client host rejected: Access denied', 'REJECTED'],
  ['550 5.7.23 SPF fail, see http://www.open-spf.example/why?id=spam', 'REJECTED'],
  ['550 5.7.1 client spamgate.example.test refused', 'REJECTED'],
  ['550 5.7.1 your address is listed by Spamhaus', 'REJECTED'],
  ['550 5.7.1 refused by Spamhaus', 'REJECTED'],
  ['554 5.7.1 This message looks like spam.', 'SPAM'],
  ['554 5.7.1 Spam message rejected, see https://help.example/', 'SPAM'],
  ['5.7.1 Blocked by SpamAssassin', 'SPAM'],
  ['554 5.7.1 virus found', 'SPAM'],
])('of %j the words count, and no name', (reply, status) => {
  expect(refused(reply)).toBe(status);
});

it('is greylisting by the words, not by the name of a host', () => {
  expect(refused('450 4.2.0 Greylisted, see http://postgrey.example/help', true)).toBe('GREYLISTED');
  expect(refused('450 4.7.1 try again, says greylist.example.test', true)).toBe('DEFERRED');
});
