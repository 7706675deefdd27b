import type { AddressParts } from '../../mail-event/address-parts';

/** Where an event stands, which is all of its primary key. */
export interface EventPlace extends AddressParts {
  readonly occurredAt: Date;
  /** 32 hexadecimal digits. */
  readonly key: string;
}

export interface WrittenEvents {
  /** Events that were not there. */
  readonly inserted: readonly EventPlace[];
  /** Events that said something else before; the same one may stand there twice. */
  readonly changed: readonly EventPlace[];
}
