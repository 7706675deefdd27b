import type { MailboxRight } from '../../access/mailbox-right';
import type { RightChangeKind } from '../right-change/right-change-kind';

/** ISO 639-1. */
export type NoticeLanguage = 'en' | 'fr' | 'de' | 'it';

interface Facts {
  /** Its primary address. */
  readonly mailbox: string;
  readonly actor: string;
  readonly person: string;
}

interface NoticeTexts {
  readonly subject: (mailbox: string) => string;
  /** What was done; a list of rights follows where there are any. */
  readonly opening: Readonly<Record<RightChangeKind, (facts: Facts) => string>>;
  readonly rights: Readonly<Record<MailboxRight, string>>;
  readonly apiKey: (id: string) => string;
  readonly until: (time: string) => string;
  readonly withoutEnd: string;
  readonly reason: (reason: string) => string;
  readonly at: (time: string) => string;
  readonly closing: string;
}

export const NOTICE_TEXTS: Readonly<Record<NoticeLanguage, NoticeTexts>> = {
  en: {
    subject: (mailbox) => `Who may act on the mailbox ${mailbox} has changed`,
    opening: {
      GRANTED: ({ mailbox, actor, person }) =>
        `${actor} has granted ${person} rights on the mailbox ${mailbox}:`,
      WITHDRAWN: ({ mailbox, actor, person }) =>
        `${actor} has withdrawn rights of ${person} on the mailbox ${mailbox}:`,
      USER_ADDED: ({ mailbox, actor, person }) =>
        `${actor} has made ${person} a user of the mailbox ${mailbox}.`,
      USER_REMOVED: ({ mailbox, actor, person }) =>
        `${actor} has removed ${person} from the users of the mailbox ${mailbox}, with all rights on it.`,
    },
    rights: {
      DEVICES: 'connect devices and programs',
      AUTO_REPLIES: 'automatic replies',
      SIGNATURES: 'signatures',
      REDIRECTIONS: 'redirections to other addresses',
      ALIASES: 'further addresses (aliases)',
      VIEW_LOGS: 'read the log of sent and received messages',
      RESTORATIONS: 'restore messages',
      FILTERS: 'filters for spam and advertising',
      SORTING_RULES: 'read and write the sorting rules',
      FOLDERS: 'folders',
      SECURITY: 'password and sign-ins',
    },
    apiKey: (id) => `A program with the API key ${id}`,
    until: (time) => `They end by themselves on ${time}.`,
    withoutEnd: 'They do not end by themselves.',
    reason: (reason) => `Reason that was given: ${reason}`,
    at: (time) => `This was done on ${time}.`,
    closing:
      'The settings of the mailbox show who may act on it and all changes so far. If you did not expect this, ask an administrator of your organization.',
  },
  fr: {
    subject: (mailbox) => `Les accès à la boîte aux lettres ${mailbox} ont changé`,
    opening: {
      GRANTED: ({ mailbox, actor, person }) =>
        `${actor} a accordé à ${person} des droits sur la boîte aux lettres ${mailbox} :`,
      WITHDRAWN: ({ mailbox, actor, person }) =>
        `${actor} a retiré à ${person} des droits sur la boîte aux lettres ${mailbox} :`,
      USER_ADDED: ({ mailbox, actor, person }) =>
        `${actor} a ajouté ${person} aux utilisateurs de la boîte aux lettres ${mailbox}.`,
      USER_REMOVED: ({ mailbox, actor, person }) =>
        `${actor} a retiré ${person} des utilisateurs de la boîte aux lettres ${mailbox}, avec tous ses droits.`,
    },
    rights: {
      DEVICES: 'connecter des appareils et des programmes',
      AUTO_REPLIES: 'réponses automatiques',
      SIGNATURES: 'signatures',
      REDIRECTIONS: 'redirections vers d’autres adresses',
      ALIASES: 'autres adresses (alias)',
      VIEW_LOGS: 'lire le journal des messages envoyés et reçus',
      RESTORATIONS: 'restaurer des messages',
      FILTERS: 'filtres contre le spam et la publicité',
      SORTING_RULES: 'lire et écrire les règles de tri',
      FOLDERS: 'dossiers',
      SECURITY: 'mot de passe et connexions',
    },
    apiKey: (id) => `Un programme avec la clé API ${id}`,
    until: (time) => `Ils prennent fin d’eux-mêmes : ${time}.`,
    withoutEnd: 'Ils ne prennent pas fin d’eux-mêmes.',
    reason: (reason) => `Raison indiquée : ${reason}`,
    at: (time) => `Date du changement : ${time}.`,
    closing:
      'Les paramètres de la boîte aux lettres montrent qui y a accès et tous les changements jusqu’ici. Si vous ne vous y attendiez pas, adressez-vous à un administrateur de votre organisation.',
  },
  de: {
    subject: (mailbox) => `Geänderte Rechte am Postfach ${mailbox}`,
    opening: {
      GRANTED: ({ mailbox, actor, person }) =>
        `${actor} hat ${person} Rechte am Postfach ${mailbox} gegeben:`,
      WITHDRAWN: ({ mailbox, actor, person }) =>
        `${actor} hat ${person} Rechte am Postfach ${mailbox} entzogen:`,
      USER_ADDED: ({ mailbox, actor, person }) =>
        `${actor} hat ${person} unter die Benutzer des Postfachs ${mailbox} aufgenommen.`,
      USER_REMOVED: ({ mailbox, actor, person }) =>
        `${actor} hat ${person} mit allen Rechten aus den Benutzern des Postfachs ${mailbox} entfernt.`,
    },
    rights: {
      DEVICES: 'Geräte und Programme verbinden',
      AUTO_REPLIES: 'automatische Antworten',
      SIGNATURES: 'Signaturen',
      REDIRECTIONS: 'Weiterleitungen an andere Adressen',
      ALIASES: 'weitere Adressen (Aliasse)',
      VIEW_LOGS: 'das Protokoll der gesendeten und empfangenen Nachrichten lesen',
      RESTORATIONS: 'Nachrichten wiederherstellen',
      FILTERS: 'Filter gegen Spam und Werbung',
      SORTING_RULES: 'die Sortierregeln lesen und schreiben',
      FOLDERS: 'Ordner',
      SECURITY: 'Passwort und Anmeldungen',
    },
    apiKey: (id) => `Ein Programm mit dem API-Schlüssel ${id}`,
    until: (time) => `Sie enden von selbst: ${time}.`,
    withoutEnd: 'Sie enden nicht von selbst.',
    reason: (reason) => `Angegebener Grund: ${reason}`,
    at: (time) => `Zeitpunkt der Änderung: ${time}.`,
    closing:
      'Die Einstellungen des Postfachs zeigen, wer daran etwas tun darf, und alle bisherigen Änderungen. Wenn Sie das nicht erwartet haben, fragen Sie die Administration Ihrer Organisation.',
  },
  it: {
    subject: (mailbox) => `Gli accessi alla casella ${mailbox} sono cambiati`,
    opening: {
      GRANTED: ({ mailbox, actor, person }) =>
        `${actor} ha concesso a ${person} diritti sulla casella ${mailbox}:`,
      WITHDRAWN: ({ mailbox, actor, person }) =>
        `${actor} ha revocato a ${person} diritti sulla casella ${mailbox}:`,
      USER_ADDED: ({ mailbox, actor, person }) =>
        `${actor} ha aggiunto ${person} agli utenti della casella ${mailbox}.`,
      USER_REMOVED: ({ mailbox, actor, person }) =>
        `${actor} ha tolto ${person} dagli utenti della casella ${mailbox}, con tutti i diritti.`,
    },
    rights: {
      DEVICES: 'collegare dispositivi e programmi',
      AUTO_REPLIES: 'risposte automatiche',
      SIGNATURES: 'firme',
      REDIRECTIONS: 'inoltri ad altri indirizzi',
      ALIASES: 'altri indirizzi (alias)',
      VIEW_LOGS: 'leggere il registro dei messaggi inviati e ricevuti',
      RESTORATIONS: 'ripristinare messaggi',
      FILTERS: 'filtri contro spam e pubblicità',
      SORTING_RULES: 'leggere e scrivere le regole di smistamento',
      FOLDERS: 'cartelle',
      SECURITY: 'password e accessi',
    },
    apiKey: (id) => `Un programma con la chiave API ${id}`,
    until: (time) => `Terminano da soli: ${time}.`,
    withoutEnd: 'Non terminano da soli.',
    reason: (reason) => `Motivo indicato: ${reason}`,
    at: (time) => `Data della modifica: ${time}.`,
    closing:
      'Le impostazioni della casella mostrano chi vi può intervenire e tutte le modifiche finora. Se non se lo aspettava, si rivolga a un amministratore della sua organizzazione.',
  },
};
