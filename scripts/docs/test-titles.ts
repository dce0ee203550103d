import ts from 'typescript';

/** A chain like `describe.skip` or `it.each(rows)`: the name it starts with and what is called on it. */
interface Callee {
  readonly root: string;
  readonly modifiers: readonly string[];
}

const TESTS: ReadonlySet<string> = new Set(['it', 'test']);
const SUITES: ReadonlySet<string> = new Set(['describe', 'xdescribe', 'fdescribe']);
/** What does not run, or may fail, shows nothing. */
const SHOWS_NOTHING: ReadonlySet<string> = new Set(['skip', 'todo', 'failing']);

/** The titles of all tests of a file that run: of `it()` and `test()`, found without running it. */
export function testTitles(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) {
      const callee = calleeOf(node.expression);
      if (callee && isSilent(callee)) return;
      const title = callee && TESTS.has(callee.root) ? titleOf(node.arguments[0]) : null;
      if (title !== null) titles.push(title);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('test.tsx', source, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  return titles;
}

function isSilent({ root, modifiers }: Callee): boolean {
  const isTestOrSuite = TESTS.has(root) || SUITES.has(root);
  return root === 'xit' || root === 'xtest' || root === 'xdescribe' || (isTestOrSuite && modifiers.some((name) => SHOWS_NOTHING.has(name)));
}

function calleeOf(expression: ts.Expression): Callee | null {
  if (ts.isIdentifier(expression)) return { root: expression.text, modifiers: [] };
  if (ts.isCallExpression(expression)) return calleeOf(expression.expression);
  if (ts.isTaggedTemplateExpression(expression)) return calleeOf(expression.tag);
  if (!ts.isPropertyAccessExpression(expression)) return null;
  const inner = calleeOf(expression.expression);
  return inner && { root: inner.root, modifiers: [...inner.modifiers, expression.name.text] };
}

function titleOf(argument: ts.Expression | undefined): string | null {
  if (!argument) return null;
  if (ts.isStringLiteralLike(argument)) return argument.text;
  if (!ts.isTemplateExpression(argument)) return null;
  return argument.templateSpans.reduce((text, span) => `${text} … ${span.literal.text}`, argument.head.text);
}
