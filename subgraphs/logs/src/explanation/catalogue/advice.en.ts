import type { AdviceTexts } from './catalogue';

export const ADVICE_EN: AdviceTexts = {
  askAccountManager: {
    toSender: 'Contact whoever manages the account.',
    toRecipient: 'Whoever manages the account has to switch it on.',
  },
  askListOwner: 'Whoever runs the mailing list needs to look into it.',
  askListPermission: {
    toSender: 'Ask whoever runs the list for permission.',
    toRecipient: 'The sender has to ask whoever runs the list for permission.',
  },
  askNewAddress: {
    toSender: 'Reach the recipient another way and ask for the current address.',
    toRecipient:
      'If the message was meant for you, give the sender your current address; if it was redirected, check the address that it goes to.',
  },
  askRecipient: {
    toSender: 'Reach the recipient another way and let them know.',
    toRecipient: 'Ask whoever manages the mailbox to look into it.',
  },
  askTheirAdministrators: {
    toSender: 'If it keeps happening, the administrators of the other mail system need to look into it.',
    toRecipient: 'If it keeps happening, contact support and quote the server’s answer.',
  },
  checkAddress: {
    toSender: 'Check the address for a typing mistake, or ask the person for the current one.',
    toRecipient:
      'The sender should check the address for a typing mistake; if the message was redirected, check the address that it goes to.',
  },
  checkAttachment: {
    toSender: 'Check the attachment and the computer it comes from.',
    toRecipient: 'The sender should check the attachment and the computer it comes from.',
  },
  checkCertificates: {
    toSender: 'Check the certificates in use.',
    toRecipient: 'The sender should check the certificates in use.',
  },
  checkRedirections: 'Check the redirections on both sides: two of them probably point at each other.',
  checkSenderAddress: {
    toSender: 'Check the sender address in the settings of your mail program.',
    toRecipient: 'The sender should check the sender address in the settings of their mail program.',
  },
  checkSenderDomain: {
    toSender: 'Check the sender address, and the DNS records of its domain.',
    toRecipient: 'The sender should check the sender address, and the DNS records of its domain.',
  },
  checkSignIn: {
    toSender: 'Check the account, the password and the sign-in settings of your mail program.',
    toRecipient:
      'The sender should check the account, the password and the sign-in settings of their mail program.',
  },
  chooseOwnSender: {
    toSender: 'Choose an address of your own as the sender, or have the address added to your account.',
    toRecipient: 'The sender should choose an address of their own as the sender.',
  },
  clearServerUp: 'The administrator of the sending server has to clear this up with the receiving one.',
  completeAddresses: {
    toSender: 'Check that all addresses are complete, with a name, an @ and a domain.',
    toRecipient: 'The sender should check that all addresses are complete, with a name, an @ and a domain.',
  },
  contactSupport: 'Contact support and quote the server’s answer.',
  fewerRecipients: {
    toSender: 'Send the message to fewer people at a time.',
    toRecipient: 'The sender should send the message to fewer people at a time.',
  },
  getDelisted:
    'The administrator of the sending server has to have it taken off the list that the answer names.',
  makeRoom: {
    toSender: 'The owner of the mailbox has to make room; after that the message can be sent again.',
    toRecipient: 'Make room in the mailbox or have its limit raised; until then it takes no mail.',
  },
  otherEncryption: {
    toSender: 'Choose another encryption method.',
    toRecipient: 'The sender should choose another encryption method.',
  },
  otherFormat: {
    toSender: 'Send the content as plain text, or in another file format.',
    toRecipient: 'The sender should send the content as plain text, or in another file format.',
  },
  plainAddress: {
    toSender: 'Use an address without accents or special letters, if there is one.',
    toRecipient: 'The sender should use an address without accents or special letters, if there is one.',
  },
  plainHeader: {
    toSender: 'Write the subject and the names without special letters.',
    toRecipient: 'The sender should write the subject and the names without special letters.',
  },
  readAnswer:
    'The answer of the server usually names the rule. If it does not help you, contact support and quote it.',
  renewPassword: {
    toSender: 'Set the password anew, or choose another way of signing in.',
    toRecipient: 'The sender should set the password anew, or choose another way of signing in.',
  },
  sendAgain: {
    toSender: 'Send the message again.',
    toRecipient: 'The sender should send the message again.',
  },
  sendAgainLater: {
    toSender: 'Send the message again later, or reach the recipient another way.',
    toRecipient: 'The sender should send the message again later, or reach you another way.',
  },
  sendPlainText: {
    toSender: 'Send the message as plain text without attachments to see whether that helps.',
    toRecipient:
      'The sender could send the message as plain text without attachments to see whether that helps.',
  },
  sendSlower: {
    toSender: 'Wait, and send fewer messages at once.',
    toRecipient: 'The sender has to wait, and send fewer messages at once.',
  },
  sendSmaller: {
    toSender: 'Send a smaller message, or a link instead of the attachment.',
    toRecipient: 'The sender should send a smaller message, or a link instead of the attachment.',
  },
  sendUnprotected: {
    toSender: 'Send the message without signature or encryption, if that is acceptable.',
    toRecipient: 'The sender could send the message without signature or encryption, if that is acceptable.',
  },
  setReverseDns: 'The administrator of the sending server should set its reverse DNS.',
  setUpAuthentication: 'The administrator of the sender’s domain should check SPF, DKIM and DMARC.',
  setUpDkim: 'The administrator of the sender’s domain should check its DKIM set-up.',
  setUpSpf: 'The administrator of the sender’s domain should check its SPF record.',
  signInToSend: {
    toSender: 'Sign in before sending, or check that the recipient’s domain points to the right mail server.',
    toRecipient: 'Check that the recipient’s domain points to the right mail server.',
  },
  switchMailboxOn: {
    toSender: 'Reach the recipient another way and let them know.',
    toRecipient: 'Ask whoever manages the mailbox to switch it on.',
  },
  switchTlsOn: {
    toSender: 'Switch on TLS or SSL in the mail program.',
    toRecipient: 'The sender should switch on TLS or SSL in the mail program.',
  },
  writeDifferently: {
    toSender:
      'If it is not spam, write it differently (fewer links, no attachment) or reach the recipient another way.',
    toRecipient:
      'If it is not spam, the sender should write it differently (fewer links, no attachment) or reach you another way.',
  },
};
