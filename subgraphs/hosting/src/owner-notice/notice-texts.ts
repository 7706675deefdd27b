import { OwnerLanguage } from '../ftp-account/owner-language';

/** Why an owner is written to. */
export enum NoticeKind {
  CHANGED = 'changed',
  RETURNED = 'returned',
  REMINDER = 'reminder',
}

export interface NoticeFacts {
  /** What is, or soon will be, of no use. */
  readonly former: string;
  /** What to sign in with. */
  readonly username: string;
  readonly host: string;
  readonly port: number;
  readonly lftp: string;
  /** Until when the former one signs in, too; null when it does not. */
  readonly acceptedUntil: string | null;
}

interface NoticeTexts {
  readonly subject: Readonly<Record<NoticeKind, (facts: NoticeFacts) => string>>;
  readonly opening: Readonly<Record<NoticeKind, (facts: NoticeFacts) => string>>;
  readonly accepted: (until: string) => string;
  readonly refused: (facts: NoticeFacts) => string;
  readonly unchanged: string;
  readonly settings: (facts: NoticeFacts) => string;
  readonly attachment: string;
}

const settings = (labels: readonly [string, string, string, string, string]) => (facts: NoticeFacts) =>
  [
    `${labels[0]}: ${facts.host}`,
    `${labels[1]}: ${facts.port}`,
    `${labels[2]}: ${labels[3]}`,
    `${labels[4]}: ${facts.username}`,
    `lftp: ${facts.lftp}`,
  ].join('\n');

/** No greeting by name, as none is known; nothing to click on, so that no other mail is taken for one of these. */
export const NOTICE_TEXTS: Readonly<Record<OwnerLanguage, NoticeTexts>> = {
  [OwnerLanguage.EN]: {
    subject: {
      changed: ({ username }) => `Your FTP username is now ${username}`,
      returned: ({ username }) => `Your FTP username is ${username} again`,
      reminder: ({ username }) => `Reminder: your FTP username is ${username}`,
    },
    opening: {
      changed: ({ former, username }) => `The username of your FTP account ${former} is now ${username}.`,
      returned: ({ former, username }) =>
        `The username of your FTP account is ${username} again, and no longer ${former}.`,
      reminder: ({ former, username }) =>
        `Somebody used the former username ${former} of your FTP account. If that was you, please set up ${username} in your FTP program.`,
    },
    accepted: (until) => `The former username still signs in until ${until} (UTC).`,
    refused: ({ former }) => `${former} does not sign in any more.`,
    unchanged: 'Your password and your files stay as they are.',
    settings: settings(['Server', 'Port', 'Encryption', 'explicit FTP over TLS', 'Username']),
    attachment: 'For FileZilla, import the attached file (menu File, Import). It asks for your password.',
  },
  [OwnerLanguage.FR]: {
    subject: {
      changed: ({ username }) => `Votre nom d’utilisateur FTP est désormais ${username}`,
      returned: ({ username }) => `Votre nom d’utilisateur FTP est de nouveau ${username}`,
      reminder: ({ username }) => `Rappel : votre nom d’utilisateur FTP est ${username}`,
    },
    opening: {
      changed: ({ former, username }) =>
        `Le nom d’utilisateur de votre compte FTP ${former} est désormais ${username}.`,
      returned: ({ former, username }) =>
        `Le nom d’utilisateur de votre compte FTP est de nouveau ${username}, et non plus ${former}.`,
      reminder: ({ former, username }) =>
        `Quelqu’un a utilisé l’ancien nom d’utilisateur ${former} de votre compte FTP. Si c’était vous, veuillez régler ${username} dans votre logiciel FTP.`,
    },
    accepted: (until) => `L’ancien nom d’utilisateur permet encore de se connecter jusqu’au ${until} (UTC).`,
    refused: ({ former }) => `${former} ne permet plus de se connecter.`,
    unchanged: 'Votre mot de passe et vos fichiers restent inchangés.',
    settings: settings(['Serveur', 'Port', 'Chiffrement', 'FTP explicite sur TLS', 'Nom d’utilisateur']),
    attachment:
      'Pour FileZilla, importez le fichier joint (menu Fichier, Importer). Il vous demandera votre mot de passe.',
  },
  [OwnerLanguage.DE]: {
    subject: {
      changed: ({ username }) => `Ihr FTP-Benutzername ist jetzt ${username}`,
      returned: ({ username }) => `Ihr FTP-Benutzername ist wieder ${username}`,
      reminder: ({ username }) => `Erinnerung: Ihr FTP-Benutzername ist ${username}`,
    },
    opening: {
      changed: ({ former, username }) => `Der Benutzername Ihres FTP-Kontos ${former} ist jetzt ${username}.`,
      returned: ({ former, username }) =>
        `Der Benutzername Ihres FTP-Kontos ist wieder ${username} und nicht mehr ${former}.`,
      reminder: ({ former, username }) =>
        `Jemand hat den früheren Benutzernamen ${former} Ihres FTP-Kontos verwendet. Wenn Sie das waren, stellen Sie in Ihrem FTP-Programm bitte ${username} ein.`,
    },
    accepted: (until) => `Mit dem früheren Benutzernamen können Sie sich noch bis ${until} (UTC) anmelden.`,
    refused: ({ former }) => `Mit ${former} können Sie sich nicht mehr anmelden.`,
    unchanged: 'Ihr Passwort und Ihre Dateien bleiben, wie sie sind.',
    settings: settings(['Server', 'Port', 'Verschlüsselung', 'explizites FTP über TLS', 'Benutzername']),
    attachment:
      'Für FileZilla importieren Sie die angehängte Datei (Menü Datei, Importieren). Es fragt nach Ihrem Passwort.',
  },
  [OwnerLanguage.IT]: {
    subject: {
      changed: ({ username }) => `Il suo nome utente FTP ora è ${username}`,
      returned: ({ username }) => `Il suo nome utente FTP è di nuovo ${username}`,
      reminder: ({ username }) => `Promemoria: il suo nome utente FTP è ${username}`,
    },
    opening: {
      changed: ({ former, username }) => `Il nome utente del suo account FTP ${former} ora è ${username}.`,
      returned: ({ former, username }) =>
        `Il nome utente del suo account FTP è di nuovo ${username} e non più ${former}.`,
      reminder: ({ former, username }) =>
        `Qualcuno ha usato il nome utente precedente ${former} del suo account FTP. Se è stato lei, imposti ${username} nel suo programma FTP.`,
    },
    accepted: (until) => `Il nome utente precedente permette ancora di accedere fino al ${until} (UTC).`,
    refused: ({ former }) => `${former} non permette più di accedere.`,
    unchanged: 'La password e i file restano invariati.',
    settings: settings(['Server', 'Porta', 'Cifratura', 'FTP esplicito su TLS', 'Nome utente']),
    attachment: 'Per FileZilla, importi il file allegato (menu File, Importa). Le chiederà la password.',
  },
};
