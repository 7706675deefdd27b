'use strict';

/**
 * A link may carry `#query=…&variables=…&token=…`. A fragment never reaches a server, so a token in it is in no
 * log; taking it out of the address bar keeps it out of the history and of what people copy.
 */
function takeFragment() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  return {
    query: parameters.get('query') || undefined,
    variables: parameters.get('variables') || undefined,
    token: parameters.get('token') || undefined,
  };
}

const WELCOME = `# Every type is described on the left.
# Ctrl-Space completes, Ctrl-Enter runs.

{
  __typename
}
`;

const { query, variables, token } = takeFragment();
const headers = token && JSON.stringify({ authorization: `Bearer ${token}` }, null, 2);

ReactDOM.createRoot(document.getElementById('explorer')).render(
  React.createElement(GraphiQL, {
    fetcher: hostgraphFetcher,
    defaultQuery: WELCOME,
    storage: hostgraphStorage,
    // Undefined keeps what was last open.
    query,
    variables,
    headers,
    // Not even as an option in the settings: headers hold secrets.
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
    defaultEditorToolsVisibility: headers ? 'headers' : true,
    visiblePlugin: 'Documentation Explorer',
    isHeadersEditorEnabled: true,
  }),
);
