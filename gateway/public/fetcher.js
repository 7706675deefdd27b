'use strict';

/**
 * Sends an operation of the explorer. Subscriptions come as server-sent events; GraphiQL's own fetcher knows
 * WebSockets only.
 */
async function hostgraphFetcher(params, { headers = {} } = {}) {
  const stop = new AbortController();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify(params),
    signal: stop.signal,
  });
  const isStream = (response.headers.get('content-type') || '').startsWith('text/event-stream');
  return isStream ? eventStreamResults(response.body, stop) : response.json();
}

/** Yields the results in a stream of events (`event: next`), until `event: complete`. */
async function* eventStreamResults(body, stop) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const events = (rest + part.value).split('\n\n');
      rest = events.pop();
      for (const event of events) {
        const lines = event.split('\n');
        const field = (name) =>
          lines
            .filter((line) => line.startsWith(`${name}:`))
            .map((line) => line.slice(name.length + 1).trim())
            .join('\n');
        if (field('event') === 'complete') return;
        if (field('event') === 'next') yield JSON.parse(field('data'));
      }
    }
  } finally {
    stop.abort();
  }
}
