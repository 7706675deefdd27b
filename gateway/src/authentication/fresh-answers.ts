/**
 * Answers that are newer than the question: whoever asks gets what was begun to be found out after they asked. Those
 * who ask one and the same while an answer is on its way wait for the next one together.
 */
export class FreshAnswers<T> {
  readonly #asked = new Map<string, { running: Promise<T>; next?: Promise<T> }>();

  ask(key: string, find: () => Promise<T>): Promise<T> {
    const asked = this.#asked.get(key);
    if (!asked) return this.#begin(key, find);
    const begin = () => this.#begin(key, find);
    return (asked.next ??= asked.running.then(begin, begin));
  }

  #begin(key: string, find: () => Promise<T>): Promise<T> {
    const asked = { running: find() };
    this.#asked.set(key, asked);
    const forget = () => {
      if (this.#asked.get(key) === asked && !('next' in asked)) this.#asked.delete(key);
    };
    asked.running.then(forget, forget);
    return asked.running;
  }
}
