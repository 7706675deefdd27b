import { mailboxAddress } from './mailbox-address';

it.each([
  ['cora@example.test', 'cora@example.test'],
  ['cora+shop@example.test', 'cora@example.test'],
  ['Cora+Shop@EXAMPLE.test', 'cora@example.test'],
  ['cora+shop+2026@example.test', 'cora@example.test'],
  ['cora+@example.test', 'cora@example.test'],
  ['"cora+shop"@example.test', 'cora@example.test'],
  ['"Cora+my shop"@example.test', 'cora@example.test'],
  ['"cora"@example.test', 'cora@example.test'],
  [String.raw`"c\ora+a\"b"@example.test`, 'cora@example.test'],
  ['cora+a@b@example.test', 'cora@example.test'],
  ['"cora blue+shop"@example.test', '"cora blue"@example.test'],
  [String.raw`"c\"ora+shop"@example.test`, String.raw`"c\"ora"@example.test`],
  ['"co..ra+x"@example.test', '"co..ra"@example.test'],
  ['müller+shop@example.test', 'müller@example.test'],
  ['+shop@example.test', '+shop@example.test'],
  ['root+x', 'root+x'],
  ['ROOT', 'root'],
  ['"', '"'],
  ['', ''],
])('mail to %j lies in the mailbox %j', (address, mailbox) => {
  expect(mailboxAddress(address)).toBe(mailbox);
  expect(mailboxAddress(mailbox)).toBe(mailbox);
});
