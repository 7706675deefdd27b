/** A place in a chain. */
export interface Link<T> {
  readonly value: T;
  // eslint-disable-next-line no-restricted-syntax -- a list that is linked
  previous: Link<T> | undefined;
  // eslint-disable-next-line no-restricted-syntax -- a list that is linked
  next: Link<T> | undefined;
}

/**
 * Values in an order. Taking the first, moving one to the end and removing one cost the same however many there
 * are; the first key of a Map costs as many steps as were deleted before it.
 */
export class Chain<T> {
  #head: Link<T> | undefined;
  #tail: Link<T> | undefined;

  get first(): T | undefined {
    return this.#head?.value;
  }

  append(value: T): Link<T> {
    const link: Link<T> = { value, previous: undefined, next: undefined };
    this.#attach(link);
    return link;
  }

  remove(link: Link<T>): void {
    if (link.previous === undefined) this.#head = link.next;
    else link.previous.next = link.next;
    if (link.next === undefined) this.#tail = link.previous;
    else link.next.previous = link.previous;
    link.previous = undefined;
    link.next = undefined;
  }

  moveToEnd(link: Link<T>): void {
    if (link === this.#tail) return;
    this.remove(link);
    this.#attach(link);
  }

  #attach(link: Link<T>): void {
    link.previous = this.#tail;
    if (this.#tail === undefined) this.#head = link;
    else this.#tail.next = link;
    this.#tail = link;
  }
}
