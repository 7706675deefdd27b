import { registerEnumType } from 'type-graphql';

export enum MailboxRight {
  DEVICES = 'DEVICES',
  AUTO_REPLIES = 'AUTO_REPLIES',
  SIGNATURES = 'SIGNATURES',
  REDIRECTIONS = 'REDIRECTIONS',
  ALIASES = 'ALIASES',
  VIEW_LOGS = 'VIEW_LOGS',
  RESTORATIONS = 'RESTORATIONS',
  FILTERS = 'FILTERS',
  SORTING_RULES = 'SORTING_RULES',
  FOLDERS = 'FOLDERS',
  SECURITY = 'SECURITY',
}

registerEnumType(MailboxRight, {
  name: 'MailboxRight',
  description:
    'What somebody may do with a mailbox. Administrators of the organization may do everything but what is ' +
    'the business of the mailbox’s users, SORTING_RULES and FOLDERS; collaborators what was granted to them.',
  valuesConfig: {
    DEVICES: { description: 'Connect devices and programs: configuration profiles and their passwords.' },
    AUTO_REPLIES: { description: 'Write, schedule and switch automatic (out-of-office) replies.' },
    SIGNATURES: { description: 'Write the signatures that are put under sent messages.' },
    REDIRECTIONS: { description: 'Have incoming messages forwarded to other addresses.' },
    ALIASES: { description: 'Add further addresses to the mailbox, and remove them.' },
    VIEW_LOGS: { description: 'Read what the mail servers logged of messages sent and received.' },
    RESTORATIONS: { description: 'Bring back messages from a backup.' },
    FILTERS: {
      description: 'Switch the filters for spam and advertising, and list senders to allow or block.',
    },
    SORTING_RULES: {
      description:
        'Write the rules that sort incoming messages. Personal: administrators do not have it by their role, and ' +
        'nobody grants it to themselves (see `grantMailboxRights`).',
    },
    FOLDERS: {
      description:
        'Create, rename, share and delete folders. Personal: administrators do not have it by their role, and ' +
        'nobody grants it to themselves (see `grantMailboxRights`).',
    },
    SECURITY: { description: 'Change the password, and see where and when somebody signed in.' },
  },
});

/**
 * Whether a right comes with administering the organization, or is the users' alone: a mailbox's own rules and folders tell
 * what somebody corresponds about.
 */
const HOLDERS: Readonly<Record<MailboxRight, 'ADMINISTRATORS' | 'USERS'>> = {
  DEVICES: 'ADMINISTRATORS',
  AUTO_REPLIES: 'ADMINISTRATORS',
  SIGNATURES: 'ADMINISTRATORS',
  REDIRECTIONS: 'ADMINISTRATORS',
  ALIASES: 'ADMINISTRATORS',
  VIEW_LOGS: 'ADMINISTRATORS',
  RESTORATIONS: 'ADMINISTRATORS',
  FILTERS: 'ADMINISTRATORS',
  SORTING_RULES: 'USERS',
  FOLDERS: 'USERS',
  SECURITY: 'ADMINISTRATORS',
};

export const isPersonal = (right: MailboxRight): boolean => HOLDERS[right] === 'USERS';

/** What administering the organization allows. */
export const ADMINISTRATION_RIGHTS: readonly MailboxRight[] = Object.values(MailboxRight).filter(
  (right) => !isPersonal(right),
);
