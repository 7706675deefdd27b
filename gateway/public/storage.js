'use strict';

const HISTORY = new Set(['graphiql:queries', 'graphiql:favorites']);

/**
 * Where the explorer keeps what was open: in this tab, until it is closed, as variables may hold passwords.
 * Headers are not even kept there. GraphiQL leaves them out of its tabs when told so, but not out of its
 * history, which it writes as `{ queries: [{ query, variables, headers, … }] }`.
 */
const hostgraphStorage = {
  get length() {
    return sessionStorage.length;
  },
  getItem: (key) => sessionStorage.getItem(key),
  setItem: (key, value) => sessionStorage.setItem(key, HISTORY.has(key) ? withoutHeaders(value) : value),
  removeItem: (key) => sessionStorage.removeItem(key),
  clear: () => sessionStorage.clear(),
};

function withoutHeaders(value) {
  return JSON.stringify(JSON.parse(value, (key, part) => (key === 'headers' ? undefined : part)));
}
