import type { OutcomeTexts, RemarkTexts } from './catalogue';

export const OUTCOMES_DE: OutcomeTexts = {
  handedOver: 'Der Mailserver des Empfängers hat die Nachricht angenommen.',
  delivered: 'Die Nachricht wurde zugestellt.',
  deliveredTo: (folder) => `Die Nachricht wurde zugestellt und liegt im Ordner «${folder}».`,
  retrying: 'Die Nachricht konnte noch nicht zugestellt werden; weitere Versuche folgen automatisch.',
  refusedForNowYours: 'Die Nachricht wurde vorerst abgewiesen und nicht versendet.',
  refusedForNowTheirs:
    'Die Nachricht wurde vorerst abgewiesen; der Server des Absenders versucht es normalerweise erneut.',
  greylistedThere:
    'Der empfangende Server hat um einen zweiten Versuch gebeten; dieser erfolgt automatisch, normalerweise innert weniger Minuten.',
  greylistedHere:
    'Der Server des Absenders wurde gebeten, es noch einmal zu versuchen; normalerweise tut er das von selbst innert weniger Minuten.',
  bouncedYours: 'Die Nachricht konnte nicht zugestellt werden, und Sie haben eine Benachrichtigung erhalten.',
  bouncedTheirs: 'Die Nachricht konnte nicht zugestellt werden, und der Absender wurde benachrichtigt.',
  refusedYours: 'Die Nachricht wurde abgewiesen und nicht versendet.',
  refusedTheirs:
    'Die Nachricht wurde abgewiesen, bevor sie das Postfach erreichte; der Server des Absenders weiss davon.',
  expiredYours:
    'Die Zustellung der Nachricht wurde immer wieder erfolglos versucht, bis die Frist dafür abgelaufen war; Sie haben eine Benachrichtigung erhalten.',
  expiredTheirs:
    'Die Zustellung der Nachricht wurde immer wieder erfolglos versucht, bis die Frist dafür abgelaufen war; der Absender wurde benachrichtigt.',
  filedAsSpam: (folder) => `Die Nachricht wurde als Spam eingestuft und in den Ordner «${folder}» gelegt.`,
  spamYours: 'Die Nachricht wurde als Spam abgewiesen und nicht versendet.',
  spamTheirs: 'Die Nachricht wurde als Spam abgewiesen.',
  spamDiscardedYours:
    'Die Nachricht wurde angenommen, aber von einem Filter für Spam gehalten und verworfen; sie hat den Empfänger nicht erreicht.',
  spamDiscardedTheirs:
    'Ein Filter hat die Nachricht für Spam gehalten und verworfen; sie liegt in keinem Ordner.',
  filteredYours:
    'Die Nachricht wurde angenommen, aber von einem Filter verworfen; sie hat den Empfänger nicht erreicht.',
  filteredTheirs:
    'Die Nachricht wurde von einem Filter oder einer Sortierregel aussortiert und liegt in keinem Ordner.',
};

export const REMARKS_DE: RemarkTexts = {
  mayBeAmongSpam: 'Falls der Empfänger sie nicht findet, liegt sie vielleicht in seinem Spam-Ordner.',
  checkSortingRules:
    'Falls das nicht beabsichtigt war, prüfen Sie die Sortierregeln und Filter des Postfachs.',
  contactSupport: 'Falls das nicht beabsichtigt war, wenden Sie sich an den Support.',
  teachSpamFilter:
    'Falls es kein Spam ist, verschieben Sie die Nachricht in den Posteingang, damit der Filter dazulernt.',
  nothingToDo: 'Sie müssen nichts tun.',
  nothingToDoForADay: 'Sie müssen nichts tun, ausser es dauert länger als einen Tag.',
  reasonUnclear:
    'Der Server hat keinen Grund genannt, den wir deuten können; seine Antwort wird unverändert angezeigt.',
  reasonUnknown: 'Das Protokoll nennt keinen Grund.',
};
