/** Whose view of a message an event is: the one who sent it or the one it was addressed to. */
export enum MailDirection {
  SENT = 'SENT',
  RECEIVED = 'RECEIVED',
}
