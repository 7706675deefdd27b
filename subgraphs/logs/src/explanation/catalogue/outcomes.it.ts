import type { OutcomeTexts, RemarkTexts } from './catalogue';

export const OUTCOMES_IT: OutcomeTexts = {
  handedOver: 'Il server di posta del destinatario ha accettato il messaggio.',
  delivered: 'Il messaggio è stato recapitato.',
  deliveredTo: (folder) => `Il messaggio è stato recapitato e si trova nella cartella «${folder}».`,
  retrying:
    'Non è stato ancora possibile recapitare il messaggio; seguiranno automaticamente altri tentativi.',
  refusedForNowYours: 'Per il momento il messaggio è stato rifiutato e non è stato inviato.',
  refusedForNowTheirs:
    'Per il momento il messaggio è stato rifiutato; di norma il server del mittente ritenta.',
  greylistedThere:
    'Il server ricevente ha chiesto un secondo tentativo, che avviene automaticamente, di norma entro pochi minuti.',
  greylistedHere:
    'Al server del mittente è stato chiesto di ritentare, cosa che di norma fa da sé entro pochi minuti.',
  bouncedYours: 'Non è stato possibile recapitare il messaggio e Le è stata inviata una notifica.',
  bouncedTheirs: 'Non è stato possibile recapitare il messaggio e il mittente è stato avvisato.',
  refusedYours: 'Il messaggio è stato rifiutato e non è stato inviato.',
  refusedTheirs:
    'Il messaggio è stato rifiutato prima di raggiungere la casella di posta; il server del mittente ne è stato informato.',
  expiredYours:
    'Il recapito del messaggio è stato tentato più volte senza successo fino allo scadere del tempo previsto; Le è stata inviata una notifica.',
  expiredTheirs:
    'Il recapito del messaggio è stato tentato più volte senza successo fino allo scadere del tempo previsto; il mittente è stato avvisato.',
  filedAsSpam: (folder) => `Il messaggio è stato considerato spam e spostato nella cartella «${folder}».`,
  spamYours: 'Il messaggio è stato rifiutato come spam e non è stato inviato.',
  spamTheirs: 'Il messaggio è stato rifiutato come spam.',
  spamDiscardedYours:
    'Il messaggio è stato accettato, ma un filtro lo ha considerato spam e lo ha eliminato; non è arrivato al destinatario.',
  spamDiscardedTheirs:
    'Un filtro ha considerato il messaggio spam e lo ha eliminato; non si trova in alcuna cartella.',
  filteredYours:
    'Il messaggio è stato accettato, ma un filtro lo ha eliminato; non è arrivato al destinatario.',
  filteredTheirs:
    'Il messaggio è stato scartato da un filtro o da una regola di smistamento e non si trova in alcuna cartella.',
};

export const REMARKS_IT: RemarkTexts = {
  mayBeAmongSpam:
    'Se il destinatario non lo trova, il messaggio potrebbe essere nella sua cartella dello spam.',
  checkSortingRules:
    'Se non era intenzionale, verifichi le regole di smistamento e i filtri della casella di posta.',
  contactSupport: 'Se non era intenzionale, contatti l’assistenza.',
  teachSpamFilter: 'Se non è spam, sposti il messaggio nella posta in arrivo, in modo che il filtro impari.',
  nothingToDo: 'Non deve fare nulla.',
  nothingToDoForADay: 'Non deve fare nulla, a meno che la situazione non duri più di un giorno.',
  reasonUnclear:
    'Il server non ha indicato un motivo che siamo in grado di interpretare; la sua risposta è riportata così come è arrivata.',
  reasonUnknown: 'Il registro non indica alcun motivo.',
};
