/** A row of a table of promises, with the tests that show it. */
export interface Promised {
  readonly promise: string;
  readonly tests: readonly TestReference[];
}

interface TestReference {
  readonly file: string;
  /** Of a test, or of a group of tests. */
  readonly titles: readonly string[];
}

const ROW = /^\| *(?<promise>[^|]*?) *\| *(?<tests>[^|]*?) *\|$/;
const FILE = /`(?<file>[\w./-]+\.test\.ts)`(?<titles>[^`]*)/g;

/** The tables of a document that begin with `| Promise | Shown by |`. */
export function readPromises(document: string): Promised[] {
  const promises: Promised[] = [];
  let inTable = false;
  for (const line of document.split('\n')) {
    const { promise = '', tests = '' } = ROW.exec(line)?.groups ?? {};
    if (promise === 'Promise' && tests === 'Shown by') inTable = true;
    else if (promise === '') inTable = false;
    else if (inTable && !/^-+$/.test(promise)) promises.push({ promise, tests: readTests(tests) });
  }
  return promises;
}

const readTests = (cell: string): TestReference[] =>
  [...cell.matchAll(FILE)].map(({ groups }) => ({
    file: groups?.['file'] ?? '',
    titles: [...(groups?.['titles'] ?? '').matchAll(/“([^”]+)”/g)].map(([, title]) => title ?? ''),
  }));
