import { Mailbox } from './mailbox.type';

/** A mailbox by its id only: what else is to be known of it, the gateway asks mail for. */
export const mailboxNamed = (id: string): Mailbox => Object.assign(new Mailbox(), { id });
