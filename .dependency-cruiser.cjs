/**
 * The wings of each subgraph's sources, from top to bottom. A wing may use those below it; wings of one line do not know
 * each other. Beside them are what starts the subgraph and each `main.ts`, above all of them, and its migrations.
 */
const WINGS = {
  mail: [
    ['demonstration'],
    ['sieve-publisher'],
    ['administration', 'auto-replies', 'signatures', 'sorting', 'foreign'],
    ['permission'],
    ['sieve-publication'],
    ['audit-event'],
    ['directory'],
    ['access'],
    ['template', 'sieve', 'mail-server'],
  ],
  logs: [
    ['demonstration'],
    ['ingest'],
    ['mail-activity', 'activity-export', 'operator-log', 'retention-order'],
    ['activity'],
    ['explanation', 'log-source'],
    ['storage'],
    ['retention'],
    ['audit-event'],
    ['foreign'],
    ['mail-event'],
  ],
};

const wingRules = Object.entries(WINGS).flatMap(([subgraph, floors]) =>
  floors.flatMap((wings, floor) =>
    wings.map((wing) => {
      const below = [...floors.slice(floor + 1).flat(), wing];
      return {
        name: `${subgraph}-${wing}-uses-what-is-below`,
        severity: 'error',
        from: { path: `^subgraphs/${subgraph}/src/${wing}/`, pathNot: '(/main|[.]test)[.]ts$' },
        to: {
          path: `^subgraphs/${subgraph}/src/`,
          pathNot: `^subgraphs/${subgraph}/src/(${below.join('|')})/`,
        },
      };
    }),
  ),
);

/** The arrows of docs/adr/0001 point one way. @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...wingRules,
    {
      name: 'no-circular',
      comment: 'Two files that need each other are one file, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'subgraphs-do-not-know-each-other',
      comment: 'Domains are joined by the graph, never in a database or by a call.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^subgraphs/(?!$1/)' },
    },
    {
      name: 'subgraphs-use-packages-only',
      severity: 'error',
      from: { path: '^subgraphs/' },
      to: { path: '^(gateway|local|tools|e2e|bench)/' },
    },
    {
      name: 'packages-know-nobody',
      comment: 'A package is used by services; it knows none of them, and so no noun of theirs.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(subgraphs|gateway|local|tools|e2e|bench)/' },
    },
    {
      name: 'gateway-knows-no-subgraph',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(subgraphs|local|tools|e2e)/' },
    },
    {
      name: 'local-runs-programs-but-imports-none',
      severity: 'error',
      from: { path: '^local/' },
      to: { path: '^(subgraphs|gateway|tools|e2e|bench)/' },
    },
    {
      name: 'only-main-and-tests-use-demonstration-data',
      comment: 'A service in production must not depend on made-up records.',
      severity: 'error',
      from: { path: '^subgraphs/', pathNot: '/(demonstration|test)/|[.]test[.]ts$' },
      to: { path: '^packages/demo-data/' },
    },
    {
      name: 'resolvers-leave-the-database-to-services',
      severity: 'error',
      from: { path: '[.]resolver[.]ts$' },
      to: { path: '/node_modules/(typeorm|pg)/' },
    },
    {
      name: 'services-do-not-call-resolvers',
      severity: 'error',
      from: { path: '[.](service|entity|loaders)[.]ts$' },
      to: { path: '[.]resolver[.]ts$' },
    },
    {
      name: 'tests-are-not-imported',
      severity: 'error',
      from: { pathNot: '([.]test[.]ts$|/test/|^e2e/|^bench/|^packages/subgraph-testing/)' },
      to: { path: '([.]test[.]ts$|/test/|^packages/subgraph-testing/)' },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-undeclared-dependency',
      comment: 'What a workspace imports stands in its own package.json.',
      severity: 'error',
      from: { path: '^(packages|subgraphs|gateway|local)/', pathNot: '([.]test[.]ts$|/test/)' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(/dist/|[.]data/|/public/)' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
