import { describedEnum, type ValueOf } from '@hostgraph/subgraph-kit';

export const MailboxRight = describedEnum(
  'MailboxRight',
  'What somebody may do with a mailbox. Administrators of the organization may do everything but what is ' +
    'the business of the mailbox’s users, SORTING_RULES and FOLDERS; collaborators what was granted to them.',
  {
    DEVICES: 'Connect devices and programs: configuration profiles and their passwords.',
    AUTO_REPLIES: 'Write, schedule and switch automatic (out-of-office) replies.',
    SIGNATURES: 'Write the signatures that are put under sent messages.',
    REDIRECTIONS: 'Have incoming messages forwarded to other addresses.',
    ALIASES: 'Add further addresses to the mailbox, and remove them.',
    VIEW_LOGS: 'Read what the mail servers logged of messages sent and received.',
    RESTORATIONS: 'Bring back messages from a backup.',
    FILTERS: 'Switch the filters for spam and advertising, and list senders to allow or block.',
    SORTING_RULES:
      'Write the rules that sort incoming messages. Personal: administrators do not have it by their role, and ' +
      'nobody grants it to themselves (see `grantMailboxRights`).',
    FOLDERS:
      'Create, rename, share and delete folders. Personal: administrators do not have it by their role, and ' +
      'nobody grants it to themselves (see `grantMailboxRights`).',
    SECURITY: 'Change the password, and see where and when somebody signed in.',
  },
);
export type MailboxRight = ValueOf<typeof MailboxRight>;

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
