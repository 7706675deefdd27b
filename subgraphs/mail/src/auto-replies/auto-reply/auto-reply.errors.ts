import { type ErrorCodeDescription, refusalsOf } from '@hostgraph/subgraph-kit';

/** How far ahead the schedule of an auto-reply may reach. */
export const MAX_YEARS_AHEAD = 2;

/**
 * How large one text may be as it is sent. Two of them fit into the script of a mailbox, with room for its rules: the
 * configuration of Dovecot that is shipped takes 256 KiB.
 */
export const MAX_REPLY_BYTES = 65_536;

/** Why auto-replies are not switched on, changed or reset, in `userErrors`. */
export const AUTO_REPLY_ERROR_CODES = {
  CONTENT_NOT_CLEAR: {
    meaning: 'What is to be said must come from a template or be a text of your own: one of the two.',
    remedy: 'Name either `templateId` or `text`.',
  },
  TEMPLATE_HIDDEN: {
    meaning: 'The template is hidden, so nothing can be made from it.',
    remedy: 'Choose a visible template, or make this one visible.',
  },
  LANGUAGE_NOT_AVAILABLE: {
    meaning: 'The template has no text in this language.',
    remedy: 'Choose one of the languages of `AutoReplyTemplate.texts`.',
  },
  EXTERNAL_CONTENT_NOT_ACCEPTED: {
    meaning: 'Another text for external correspondents is for replies to everybody alone.',
    remedy: 'Leave `externalContent` out, or choose the audience EVERYBODY.',
  },
  REPLY_TOO_LARGE: {
    meaning: `The reply would have more than ${MAX_REPLY_BYTES / 1024} KiB, plain text and HTML together as they are sent.`,
    remedy:
      'Shorten the text or its HTML. In other scripts than Latin, a character takes up to twelve bytes.',
  },
  SCHEDULE_NOT_CLEAR: {
    meaning: 'A beginning or an end is given both as a day and as a time.',
    remedy: 'Give `firstDay` or `from`, and `lastDay` or `until`.',
  },
  SCHEDULE_NOT_ACCEPTED: {
    meaning:
      `The schedule ends before it begins or in the past, reaches further ahead than ${MAX_YEARS_AHEAD} years, or ` +
      'names a time that no calendar has.',
    remedy:
      'Name a beginning and a later end that is still to come. Days and times are in the time zone of the mailbox.',
  },
  NO_AUTO_REPLY: {
    meaning: 'No auto-reply of the mailbox is switched on.',
    remedy: 'Switch one on with `activateAutoReply`.',
  },
  NOT_FROM_TEMPLATE: {
    meaning: 'The auto-reply was not made from a template.',
    remedy: 'Give it another text with `updateAutoReply`.',
  },
} as const satisfies Record<string, ErrorCodeDescription>;

export const refusal = refusalsOf(AUTO_REPLY_ERROR_CODES);
