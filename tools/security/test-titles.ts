import {
  createSourceFile,
  forEachChild,
  isCallExpression,
  isIdentifier,
  isPropertyAccessExpression,
  isStringLiteralLike,
  type Node,
  ScriptTarget,
} from 'typescript';

const STARTS_A_TEST = /^(describe|it|test)/;

/**
 * The titles of a test file that say what runs: of `describe`, `it`, `test` and what is called after them, such as
 * `describeWith`, also behind `.each(…)`; not of what is skipped or still to be written.
 */
export function testTitles(source: string): Set<string> {
  const titles = new Set<string>();
  const visit = (node: Node): void => {
    if (isCallExpression(node) && startsATest(node.expression)) {
      for (const argument of node.arguments) if (isStringLiteralLike(argument)) titles.add(argument.text);
    }
    forEachChild(node, visit);
  };
  visit(createSourceFile('test.ts', source, ScriptTarget.Latest));
  return titles;
}

function startsATest(callee: Node): boolean {
  if (isIdentifier(callee)) return STARTS_A_TEST.test(callee.text);
  if (isPropertyAccessExpression(callee)) {
    return !['skip', 'todo'].includes(callee.name.text) && startsATest(callee.expression);
  }
  return isCallExpression(callee) && startsATest(callee.expression);
}
