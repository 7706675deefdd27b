const { options } = require('./.dependency-cruiser.cjs');

/** Where rooms lie, and what is around them: all that a service consists of, and the next folder. */
const AROUND = {
  service: '^((?:packages/[^/]+|subgraphs/[^/]+|gateway|local)/src)/.+/',
  folder: '^((?:packages|subgraphs|gateway|local)/.+)/[^/]+/[^/]+$',
};

/**
 * Rooms that need each other are one room, or three: also where they need types only, and in whatever roundabout way.
 * @type {import('dependency-cruiser').IConfiguration}
 */
module.exports = {
  forbidden: [
    {
      name: 'no-folder-circles',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(AROUND).map(([name, path]) => ({
      name: `rooms-do-not-use-the-${name}-around-them`,
      comment:
        'What stands beside a folder uses it: an arrow back would be a circle, and the rule above takes a folder for a ' +
        'part of the one around it. Each main.ts is above all.',
      severity: 'error',
      from: { path, pathNot: '/main[.]ts$' },
      to: { path: '^$1/[^/]+$' },
    })),
  ],
  options: {
    ...options,
    // A test may need the whole of what it tests a part of.
    exclude: { path: [options.exclude.path, '[.]test[.]ts$', '/test/'] },
  },
};
