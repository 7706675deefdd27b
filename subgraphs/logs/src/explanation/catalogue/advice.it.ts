import type { AdviceTexts } from './catalogue';

export const ADVICE_IT: AdviceTexts = {
  askAccountManager: {
    toSender: 'Contatti chi gestisce l’account.',
    toRecipient: 'Chi gestisce l’account deve riattivarlo.',
  },
  askListOwner: 'Deve occuparsene chi gestisce la lista di distribuzione.',
  askListPermission: {
    toSender: 'Chieda l’autorizzazione a chi gestisce la lista.',
    toRecipient: 'Il mittente deve chiedere l’autorizzazione a chi gestisce la lista.',
  },
  askNewAddress: {
    toSender: 'Contatti il destinatario in altro modo e gli chieda l’indirizzo attuale.',
    toRecipient:
      'Se il messaggio era destinato a Lei, comunichi al mittente il Suo indirizzo attuale; se è stato reindirizzato, verifichi l’indirizzo di destinazione.',
  },
  askRecipient: {
    toSender: 'Contatti il destinatario in altro modo e lo informi.',
    toRecipient: 'Chieda a chi gestisce la casella di posta di occuparsene.',
  },
  askTheirAdministrators: {
    toSender: 'Se succede di nuovo, devono occuparsene gli amministratori dell’altro sistema di posta.',
    toRecipient: 'Se succede di nuovo, contatti l’assistenza e riporti la risposta del server.',
  },
  checkAddress: {
    toSender:
      'Verifichi che l’indirizzo non contenga errori di battitura oppure chieda alla persona quello attuale.',
    toRecipient:
      'Il mittente dovrebbe verificare che l’indirizzo non contenga errori di battitura; se il messaggio è stato reindirizzato, verifichi l’indirizzo di destinazione.',
  },
  checkAttachment: {
    toSender: 'Controlli l’allegato e il computer da cui proviene.',
    toRecipient: 'Il mittente dovrebbe controllare l’allegato e il computer da cui proviene.',
  },
  checkCertificates: {
    toSender: 'Verifichi i certificati utilizzati.',
    toRecipient: 'Il mittente dovrebbe verificare i certificati utilizzati.',
  },
  checkRedirections:
    'Verifichi i reindirizzamenti da entrambe le parti: probabilmente due rimandano l’uno all’altro.',
  checkSenderAddress: {
    toSender: 'Verifichi l’indirizzo mittente nelle impostazioni del Suo programma di posta.',
    toRecipient:
      'Il mittente dovrebbe verificare l’indirizzo mittente nelle impostazioni del proprio programma di posta.',
  },
  checkSenderDomain: {
    toSender: 'Verifichi l’indirizzo mittente e i record DNS del suo dominio.',
    toRecipient: 'Il mittente dovrebbe verificare l’indirizzo mittente e i record DNS del relativo dominio.',
  },
  checkSignIn: {
    toSender: 'Verifichi l’account, la password e le impostazioni di accesso del Suo programma di posta.',
    toRecipient:
      'Il mittente dovrebbe verificare l’account, la password e le impostazioni di accesso del proprio programma di posta.',
  },
  chooseOwnSender: {
    toSender: 'Scelga come mittente un Suo indirizzo oppure faccia aggiungere l’indirizzo al Suo account.',
    toRecipient: 'Il mittente dovrebbe scegliere un proprio indirizzo come indirizzo mittente.',
  },
  clearServerUp:
    'L’amministratore del server di invio deve chiarire la questione con quello del server ricevente.',
  completeAddresses: {
    toSender: 'Verifichi che tutti gli indirizzi siano completi, con un nome, una @ e un dominio.',
    toRecipient:
      'Il mittente dovrebbe verificare che tutti gli indirizzi siano completi, con un nome, una @ e un dominio.',
  },
  contactSupport: 'Contatti l’assistenza e riporti la risposta del server.',
  fewerRecipients: {
    toSender: 'Invii il messaggio a meno persone alla volta.',
    toRecipient: 'Il mittente dovrebbe inviare il messaggio a meno persone alla volta.',
  },
  getDelisted:
    'L’amministratore del server di invio deve farlo rimuovere dall’elenco indicato nella risposta.',
  makeRoom: {
    toSender:
      'Il titolare della casella di posta deve liberare spazio; dopodiché il messaggio potrà essere inviato di nuovo.',
    toRecipient:
      'Liberi spazio nella casella di posta o ne faccia aumentare il limite; fino ad allora non accetta messaggi.',
  },
  otherEncryption: {
    toSender: 'Scelga un altro metodo di cifratura.',
    toRecipient: 'Il mittente dovrebbe scegliere un altro metodo di cifratura.',
  },
  otherFormat: {
    toSender: 'Invii il contenuto come testo semplice o in un altro formato di file.',
    toRecipient:
      'Il mittente dovrebbe inviare il contenuto come testo semplice o in un altro formato di file.',
  },
  plainAddress: {
    toSender: 'Usi un indirizzo senza accenti né lettere speciali, se esiste.',
    toRecipient: 'Il mittente dovrebbe usare un indirizzo senza accenti né lettere speciali, se esiste.',
  },
  plainHeader: {
    toSender: 'Scriva l’oggetto e i nomi senza lettere speciali.',
    toRecipient: 'Il mittente dovrebbe scrivere l’oggetto e i nomi senza lettere speciali.',
  },
  readAnswer:
    'La risposta del server indica di solito la regola. Se non Le è d’aiuto, contatti l’assistenza e la riporti.',
  renewPassword: {
    toSender: 'Reimposti la password o scelga un altro metodo di accesso.',
    toRecipient: 'Il mittente dovrebbe reimpostare la password o scegliere un altro metodo di accesso.',
  },
  sendAgain: {
    toSender: 'Invii di nuovo il messaggio.',
    toRecipient: 'Il mittente dovrebbe inviare di nuovo il messaggio.',
  },
  sendAgainLater: {
    toSender: 'Invii di nuovo il messaggio più tardi o contatti il destinatario in altro modo.',
    toRecipient: 'Il mittente dovrebbe inviare di nuovo il messaggio più tardi o contattarLa in altro modo.',
  },
  sendPlainText: {
    toSender: 'Provi a inviare il messaggio come testo semplice e senza allegati.',
    toRecipient: 'Il mittente può provare a inviare il messaggio come testo semplice e senza allegati.',
  },
  sendSlower: {
    toSender: 'Attenda e invii meno messaggi alla volta.',
    toRecipient: 'Il mittente deve attendere e inviare meno messaggi alla volta.',
  },
  sendSmaller: {
    toSender: 'Invii un messaggio più piccolo oppure un link al posto dell’allegato.',
    toRecipient:
      'Il mittente dovrebbe inviare un messaggio più piccolo oppure un link al posto dell’allegato.',
  },
  sendUnprotected: {
    toSender: 'Invii il messaggio senza firma né cifratura, se ciò è accettabile.',
    toRecipient: 'Il mittente può inviare il messaggio senza firma né cifratura, se ciò è accettabile.',
  },
  setReverseDns: 'L’amministratore del server di invio dovrebbe configurarne il DNS inverso.',
  setUpAuthentication: 'L’amministratore del dominio del mittente dovrebbe verificare SPF, DKIM e DMARC.',
  setUpDkim: 'L’amministratore del dominio del mittente dovrebbe verificarne la configurazione DKIM.',
  setUpSpf: 'L’amministratore del dominio del mittente dovrebbe verificarne il record SPF.',
  signInToSend: {
    toSender:
      'Esegua l’accesso prima di inviare oppure verifichi che il dominio del destinatario punti al server di posta corretto.',
    toRecipient: 'Verifichi che il dominio del destinatario punti al server di posta corretto.',
  },
  switchMailboxOn: {
    toSender: 'Contatti il destinatario in altro modo e lo informi.',
    toRecipient: 'Chieda a chi gestisce la casella di posta di riattivarla.',
  },
  switchTlsOn: {
    toSender: 'Attivi TLS o SSL nel programma di posta.',
    toRecipient: 'Il mittente dovrebbe attivare TLS o SSL nel proprio programma di posta.',
  },
  writeDifferently: {
    toSender:
      'Se non è spam, scriva il messaggio in modo diverso (meno link, nessun allegato) o contatti il destinatario in altro modo.',
    toRecipient:
      'Se non è spam, il mittente dovrebbe scrivere il messaggio in modo diverso (meno link, nessun allegato) o contattarLa in altro modo.',
  },
};
