import type { OutcomeTexts, RemarkTexts } from './catalogue';

// \u202f, the narrow no-break space, is written out because nobody sees it in a source.
export const OUTCOMES_FR: OutcomeTexts = {
  handedOver: 'Le serveur de messagerie du destinataire a accepté le message.',
  delivered: 'Le message a été remis.',
  deliveredTo: (folder) => `Le message a été remis et se trouve dans le dossier «\u202f${folder}\u202f».`,
  retrying:
    'Le message n’a pas encore pu être remis\u202f; de nouvelles tentatives ont lieu automatiquement.',
  refusedForNowYours: 'Le message a été refusé pour le moment et n’a pas été envoyé.',
  refusedForNowTheirs:
    'Le message a été refusé pour le moment\u202f; le serveur de l’expéditeur fait normalement une nouvelle tentative.',
  greylistedThere:
    'Le serveur de réception a demandé une deuxième tentative, qui a lieu automatiquement, normalement dans les minutes qui suivent.',
  greylistedHere:
    'Le serveur de l’expéditeur a été prié de réessayer, ce qu’il fait normalement de lui-même dans les minutes qui suivent.',
  bouncedYours: 'Le message n’a pas pu être remis et un avis vous a été envoyé.',
  bouncedTheirs: 'Le message n’a pas pu être remis et l’expéditeur en a été averti.',
  refusedYours: 'Le message a été refusé et n’a pas été envoyé.',
  refusedTheirs:
    'Le message a été refusé avant d’atteindre la boîte mail\u202f; le serveur de l’expéditeur en a été informé.',
  expiredYours:
    'La remise du message a été tentée à plusieurs reprises, sans succès, jusqu’à l’expiration du délai\u202f; un avis vous a été envoyé.',
  expiredTheirs:
    'La remise du message a été tentée à plusieurs reprises, sans succès, jusqu’à l’expiration du délai\u202f; l’expéditeur en a été averti.',
  filedAsSpam: (folder) =>
    `Le message a été considéré comme du spam et placé dans le dossier «\u202f${folder}\u202f».`,
  spamYours: 'Le message a été refusé en tant que spam et n’a pas été envoyé.',
  spamTheirs: 'Le message a été refusé en tant que spam.',
  spamDiscardedYours:
    'Le message a été accepté, mais un filtre l’a pris pour un spam et l’a supprimé\u202f; il n’est pas parvenu au destinataire.',
  spamDiscardedTheirs:
    'Un filtre a pris le message pour un spam et l’a supprimé\u202f; il ne se trouve dans aucun dossier.',
  filteredYours:
    'Le message a été accepté, mais un filtre l’a supprimé\u202f; il n’est pas parvenu au destinataire.',
  filteredTheirs:
    'Le message a été écarté par un filtre ou une règle de tri et ne se trouve dans aucun dossier.',
};

export const REMARKS_FR: RemarkTexts = {
  mayBeAmongSpam: 'Si le destinataire ne le trouve pas, le message est peut-être parmi ses spams.',
  checkSortingRules: 'Si ce n’était pas voulu, vérifiez les règles de tri et les filtres de la boîte mail.',
  contactSupport: 'Si ce n’était pas voulu, contactez le support.',
  teachSpamFilter:
    'S’il ne s’agit pas d’un spam, déplacez le message dans la boîte de réception pour que le filtre apprenne.',
  nothingToDo: 'Vous n’avez rien à faire.',
  nothingToDoForADay: 'Vous n’avez rien à faire, sauf si cela dure plus d’une journée.',
  reasonUnclear:
    'Le serveur n’a donné aucune raison que nous puissions interpréter\u202f; sa réponse est affichée telle quelle.',
  reasonUnknown: 'Le journal n’indique aucune raison.',
};
