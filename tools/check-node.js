'use strict';

// Plain old JavaScript without dependencies: it has to run, and to speak clearly, on the Node that is too old.
var wanted = require('../package.json').engines.node.replace('>=', '').split('.').map(Number);
var present = process.versions.node.split('.').map(Number);
if (present[0] < wanted[0] || (present[0] === wanted[0] && present[1] < wanted[1])) {
  console.error(
    'Hostgraph needs Node ' + wanted.join('.') + ' or newer; this is ' + process.versions.node + '.',
  );
  process.exit(1);
}
