const { default: Sequencer } = require('@jest/test-sequencer');

/** Tests of whole systems take minutes. One that came last would run alone while the other workers have nothing left. */
const LONGEST = ['/e2e/attacks/', '/e2e/real-mail/', '/e2e/', '/local/'];

const rankOf = ({ path }) => {
  const rank = LONGEST.findIndex((folder) => path.includes(folder));
  return rank === -1 ? LONGEST.length : rank;
};

/** Jest's own order, which in a new clone knows the sizes of files alone, within ranks. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((a, b) => rankOf(a) - rankOf(b));
  }
};
