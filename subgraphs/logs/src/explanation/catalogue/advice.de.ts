import type { AdviceTexts } from './catalogue';

export const ADVICE_DE: AdviceTexts = {
  askAccountManager: {
    toSender: 'Wenden Sie sich an die Person, die das Konto verwaltet.',
    toRecipient: 'Die Person, die das Konto verwaltet, muss es wieder aktivieren.',
  },
  askListOwner: 'Wer die Mailingliste betreibt, muss der Sache nachgehen.',
  askListPermission: {
    toSender: 'Bitten Sie die Person, die die Liste verwaltet, um Erlaubnis.',
    toRecipient: 'Der Absender muss die Person, die die Liste verwaltet, um Erlaubnis bitten.',
  },
  askNewAddress: {
    toSender: 'Erreichen Sie den Empfänger auf anderem Weg und fragen Sie nach der aktuellen Adresse.',
    toRecipient:
      'War die Nachricht für Sie bestimmt, geben Sie dem Absender Ihre aktuelle Adresse; wurde sie weitergeleitet, prüfen Sie die Adresse der Weiterleitung.',
  },
  askRecipient: {
    toSender: 'Erreichen Sie den Empfänger auf anderem Weg und geben Sie ihm Bescheid.',
    toRecipient: 'Bitten Sie die Person, die das Postfach verwaltet, der Sache nachzugehen.',
  },
  askTheirAdministrators: {
    toSender:
      'Falls es wieder vorkommt, müssen sich die Administratoren des anderen Mailsystems darum kümmern.',
    toRecipient:
      'Falls es wieder vorkommt, wenden Sie sich an den Support und nennen Sie die Antwort des Servers.',
  },
  checkAddress: {
    toSender: 'Prüfen Sie die Adresse auf Tippfehler oder fragen Sie die Person nach der aktuellen.',
    toRecipient:
      'Der Absender sollte die Adresse auf Tippfehler prüfen; wurde die Nachricht weitergeleitet, prüfen Sie die Adresse der Weiterleitung.',
  },
  checkAttachment: {
    toSender: 'Prüfen Sie den Anhang und den Computer, von dem er stammt.',
    toRecipient: 'Der Absender sollte den Anhang und den Computer prüfen, von dem er stammt.',
  },
  checkCertificates: {
    toSender: 'Prüfen Sie die verwendeten Zertifikate.',
    toRecipient: 'Der Absender sollte die verwendeten Zertifikate prüfen.',
  },
  checkRedirections:
    'Prüfen Sie die Weiterleitungen auf beiden Seiten: Wahrscheinlich verweisen zwei aufeinander.',
  checkSenderAddress: {
    toSender: 'Prüfen Sie die Absenderadresse in den Einstellungen Ihres E-Mail-Programms.',
    toRecipient:
      'Der Absender sollte die Absenderadresse in den Einstellungen seines E-Mail-Programms prüfen.',
  },
  checkSenderDomain: {
    toSender: 'Prüfen Sie die Absenderadresse und die DNS-Einträge ihrer Domain.',
    toRecipient: 'Der Absender sollte die Absenderadresse und die DNS-Einträge ihrer Domain prüfen.',
  },
  checkSignIn: {
    toSender: 'Prüfen Sie Konto, Passwort und Anmeldeeinstellungen Ihres E-Mail-Programms.',
    toRecipient:
      'Der Absender sollte Konto, Passwort und Anmeldeeinstellungen seines E-Mail-Programms prüfen.',
  },
  chooseOwnSender: {
    toSender:
      'Wählen Sie eine eigene Adresse als Absender oder lassen Sie die Adresse Ihrem Konto hinzufügen.',
    toRecipient: 'Der Absender sollte eine eigene Adresse als Absenderadresse wählen.',
  },
  clearServerUp: 'Der Administrator des sendenden Servers muss das mit jenem des empfangenden klären.',
  completeAddresses: {
    toSender: 'Prüfen Sie, ob alle Adressen vollständig sind, mit einem Namen, einem @ und einer Domain.',
    toRecipient:
      'Der Absender sollte prüfen, ob alle Adressen vollständig sind, mit einem Namen, einem @ und einer Domain.',
  },
  contactSupport: 'Wenden Sie sich an den Support und nennen Sie die Antwort des Servers.',
  fewerRecipients: {
    toSender: 'Senden Sie die Nachricht an weniger Personen auf einmal.',
    toRecipient: 'Der Absender sollte die Nachricht an weniger Personen auf einmal senden.',
  },
  getDelisted:
    'Der Administrator des sendenden Servers muss diesen von der Liste entfernen lassen, die die Antwort nennt.',
  makeRoom: {
    toSender:
      'Der Inhaber des Postfachs muss Platz schaffen; danach kann die Nachricht erneut gesendet werden.',
    toRecipient:
      'Schaffen Sie Platz im Postfach oder lassen Sie dessen Speicherlimit erhöhen; bis dahin nimmt es keine Nachrichten an.',
  },
  otherEncryption: {
    toSender: 'Wählen Sie ein anderes Verschlüsselungsverfahren.',
    toRecipient: 'Der Absender sollte ein anderes Verschlüsselungsverfahren wählen.',
  },
  otherFormat: {
    toSender: 'Senden Sie den Inhalt als reinen Text oder in einem anderen Dateiformat.',
    toRecipient: 'Der Absender sollte den Inhalt als reinen Text oder in einem anderen Dateiformat senden.',
  },
  plainAddress: {
    toSender: 'Verwenden Sie, falls vorhanden, eine Adresse ohne Umlaute, Akzente und Sonderzeichen.',
    toRecipient:
      'Der Absender sollte, falls vorhanden, eine Adresse ohne Umlaute, Akzente und Sonderzeichen verwenden.',
  },
  plainHeader: {
    toSender: 'Schreiben Sie Betreff und Namen ohne Umlaute, Akzente und Sonderzeichen.',
    toRecipient: 'Der Absender sollte Betreff und Namen ohne Umlaute, Akzente und Sonderzeichen schreiben.',
  },
  readAnswer:
    'Die Antwort des Servers nennt meist die Regel. Hilft sie Ihnen nicht weiter, wenden Sie sich an den Support und nennen Sie die Antwort.',
  renewPassword: {
    toSender: 'Setzen Sie das Passwort neu oder wählen Sie eine andere Art der Anmeldung.',
    toRecipient: 'Der Absender sollte das Passwort neu setzen oder eine andere Art der Anmeldung wählen.',
  },
  sendAgain: {
    toSender: 'Senden Sie die Nachricht erneut.',
    toRecipient: 'Der Absender sollte die Nachricht erneut senden.',
  },
  sendAgainLater: {
    toSender: 'Senden Sie die Nachricht später erneut oder erreichen Sie den Empfänger auf anderem Weg.',
    toRecipient: 'Der Absender sollte die Nachricht später erneut senden oder Sie auf anderem Weg erreichen.',
  },
  sendPlainText: {
    toSender: 'Versuchen Sie, die Nachricht als reinen Text ohne Anhänge zu senden.',
    toRecipient: 'Der Absender kann versuchen, die Nachricht als reinen Text ohne Anhänge zu senden.',
  },
  sendSlower: {
    toSender: 'Warten Sie und senden Sie weniger Nachrichten auf einmal.',
    toRecipient: 'Der Absender muss warten und weniger Nachrichten auf einmal senden.',
  },
  sendSmaller: {
    toSender: 'Senden Sie eine kleinere Nachricht oder statt des Anhangs einen Link.',
    toRecipient: 'Der Absender sollte eine kleinere Nachricht oder statt des Anhangs einen Link senden.',
  },
  sendUnprotected: {
    toSender: 'Senden Sie die Nachricht ohne Signatur und Verschlüsselung, falls das vertretbar ist.',
    toRecipient:
      'Der Absender kann die Nachricht ohne Signatur und Verschlüsselung senden, falls das vertretbar ist.',
  },
  setReverseDns: 'Der Administrator des sendenden Servers sollte dessen Reverse-DNS einrichten.',
  setUpAuthentication: 'Der Administrator der Domain des Absenders sollte SPF, DKIM und DMARC prüfen.',
  setUpDkim: 'Der Administrator der Domain des Absenders sollte deren DKIM-Konfiguration prüfen.',
  setUpSpf: 'Der Administrator der Domain des Absenders sollte deren SPF-Eintrag prüfen.',
  signInToSend: {
    toSender:
      'Melden Sie sich vor dem Senden an oder prüfen Sie, ob die Domain des Empfängers auf den richtigen Mailserver zeigt.',
    toRecipient: 'Prüfen Sie, ob die Domain des Empfängers auf den richtigen Mailserver zeigt.',
  },
  switchMailboxOn: {
    toSender: 'Erreichen Sie den Empfänger auf anderem Weg und geben Sie ihm Bescheid.',
    toRecipient: 'Bitten Sie die Person, die das Postfach verwaltet, es wieder zu aktivieren.',
  },
  switchTlsOn: {
    toSender: 'Schalten Sie im E-Mail-Programm TLS oder SSL ein.',
    toRecipient: 'Der Absender sollte im E-Mail-Programm TLS oder SSL einschalten.',
  },
  writeDifferently: {
    toSender:
      'Falls es kein Spam ist, formulieren Sie die Nachricht anders (weniger Links, kein Anhang) oder erreichen Sie den Empfänger auf anderem Weg.',
    toRecipient:
      'Falls es kein Spam ist, sollte der Absender die Nachricht anders formulieren (weniger Links, kein Anhang) oder Sie auf anderem Weg erreichen.',
  },
};
