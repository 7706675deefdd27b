export interface Deadline {
  /** Aborts when the time is over or the client has gone. */
  readonly signal: AbortSignal;
  isOver(): boolean;
  /** Must be called when the work is done, or the timer and the listener stay. */
  clear(): void;
}

/** `AbortSignal.any` would do, but until Node 22 it leaks while its sources live, as they do for subscriptions. */
export function startDeadline(milliseconds: number, client: AbortSignal): Deadline {
  const controller = new AbortController();
  let over = false;
  const onClientGone = () => {
    controller.abort();
  };
  const timer = setTimeout(() => {
    over = true;
    controller.abort();
  }, milliseconds);
  client.addEventListener('abort', onClientGone);
  if (client.aborted) onClientGone();
  return {
    signal: controller.signal,
    isOver: () => over,
    clear() {
      clearTimeout(timer);
      client.removeEventListener('abort', onClientGone);
    },
  };
}
