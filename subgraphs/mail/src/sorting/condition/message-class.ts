/** The values that a condition on MESSAGE_CLASS can have. */
export const MESSAGE_CLASSES = ['SPAM', 'ADVERTISING'] as const;

export type MessageClass = (typeof MESSAGE_CLASSES)[number];

export const isMessageClass = (text: string): text is MessageClass =>
  MESSAGE_CLASSES.some((known) => known === text);
