import ts from 'typescript';
import { code, GENERATED, table } from './markdown.js';

interface FactDoc {
  readonly name: string;
  readonly meaning: string;
  readonly fields: ReadonlyArray<{ readonly name: string; readonly type: string; readonly meaning: string }>;
}

const UNION = 'FactBody';

/** The kinds of facts, from the types and comments of `shared/facts.ts`. */
export function factsPage(source: string, isBirth: (type: string) => boolean): string {
  const file = ts.createSourceFile('facts.ts', source, ts.ScriptTarget.Latest, true);
  const names = namesIn(file);
  const docs = names.map((name) => factDoc(file, name));
  return [
    GENERATED,
    '# Facts',
    'A fact is something that happened in the forum. Facts are appended and never changed; everything else is derived from them. They hold ids, codes, numbers, times and hashes; texts are kept apart and pointed to by `textId`.',
    'Every fact has besides: `key` (its identity), `thing` (what it is filed under), `at` (true since), `learntAt`, `source` and `unconfirmed` (only in a replay: no read confirmed it).',
    '## Births: what never changes',
    factTable(docs.filter((doc) => isBirth(doc.name))),
    '## Observations: what a read showed',
    factTable(docs.filter((doc) => !isBirth(doc.name))),
    '',
  ].join('\n\n').trimEnd() + '\n';
}

function factTable(docs: readonly FactDoc[]): string {
  return table(['fact', 'meaning', 'fields'], docs.map(({ name, meaning, fields }) => [code(name), meaning, fields.map(fieldText).join('; ')]));
}

function fieldText({ name, type, meaning }: FactDoc['fields'][number]): string {
  return `${code(`${name}: ${type}`)}${meaning === '' ? '' : ` (${meaning.replace(/\.$/, '')})`}`;
}

function namesIn(file: ts.SourceFile): string[] {
  const union = file.statements.find((one): one is ts.TypeAliasDeclaration => ts.isTypeAliasDeclaration(one) && one.name.text === UNION);
  if (!union || !ts.isUnionTypeNode(union.type)) throw new Error(`${UNION} is no union any more; change scripts/docs/facts.ts`);
  return union.type.types.map((type) => type.getText(file));
}

function factDoc(file: ts.SourceFile, name: string): FactDoc {
  const found = file.statements.find((one): one is ts.InterfaceDeclaration => ts.isInterfaceDeclaration(one) && one.name.text === name);
  if (!found) throw new Error(`${name} has no interface in shared/facts.ts`);
  const fields = found.members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(file),
    type: (member.type?.getText(file) ?? '').replace(/^readonly /, ''),
    meaning: commentOf(member),
  }));
  return { name, meaning: commentOf(found), fields: fields.filter((field) => field.name !== 'type') };
}

function commentOf(node: ts.Node): string {
  const [comment] = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  return comment === undefined ? '' : (ts.getTextOfJSDocComment(comment.comment) ?? '').replace(/\s*\n\s*/g, ' ');
}
