import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';
import { parse } from 'yaml';

const FOLDERS = ['service/engine', 'service/features', 'shared'];
/** Files that hold sentences for people in the forum; what only the desk may write, `help` shows to nobody else. */
const SENTENCES = /(messages(-[a-z]+)?|(answer|refusal)-texts|words|entries-(asking|answers))\.ts$/;
const FORBIDDEN = Object.values(parse(readFileSync('test/rules/words-for-askers.yaml', 'utf8')) as Record<string, string[]>).flat();

const files = FOLDERS.flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => SENTENCES.test(file))
    .map((file) => join(folder, file)),
);

/** Texts in a file: no names of modules, keys, types or codes. */
function textsIn(name: string, source: string): string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node) || ts.isInterfaceDeclaration(node)) return;
    if (isText(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true));
  // A single small word in quotes is a code (`case 'late'`).
  return texts.filter((text) => /\s/.test(text.trim()) || /^[A-ZÄÖÜ]/.test(text.trim()));
}

function isText(node: ts.Node): node is ts.StringLiteralLike | ts.TemplateLiteralLikeNode {
  return ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
}

function found(texts: readonly string[]): string[] {
  const words = FORBIDDEN.map((word) => new RegExp(`(?<![\\p{L}-])${word.replaceAll(' ', '[ -]')}(s|n|en)?(?![\\p{L}])`, 'iu'));
  return texts.filter((text) => words.some((word) => word.test(text)));
}

describe('texts to people who ask', () => {
  it('UI-53.1 hold no word of frameworks, in any language', () => {
    expect(files.length).toBeGreaterThan(12);
    const said = files.flatMap((file) => textsIn(file, readFileSync(file, 'utf8')).map((text) => [file, text] as const));

    expect(said.length).toBeGreaterThan(400);
    expect(said.filter(([, text]) => found([text]).length > 0)).toEqual([]);
  });

  it.each([
    ["const say = { a: 'Your ticket is closed.' };", 'en'],
    ['const say = { a: (x: string) => `${x}: the SLA is broken` };', 'en'],
    ["const say = { a: 'Die Eskalationsstufe zwei hat übernommen.' };", 'de'],
    ["const say = { a: 'Two incidents are open' };", 'en'],
  ])('UI-53.1 would be found: %s', (source) => {
    expect(found(textsIn('a.ts', source))).toHaveLength(1);
  });

  it('UI-53.1 does not take codes and keys for texts', () => {
    expect(found(textsIn('a.ts', "import x from './ticket-state.js'; switch (kind) { case 'incident': f('ticket'); }"))).toEqual([]);
  });

  it('OF-26.3 lead to the forum and to no page of ours: there is no portal for askers', () => {
    const links = files.flatMap((file) =>
      textsIn(file, readFileSync(file, 'utf8')).filter((text) => /\]\(|https?:|\/(queue|tickets|doctor|mine)\b/.test(text)),
    );

    expect(links.length).toBeGreaterThan(0);
    expect(links.filter((text) => /https?:\/\/(?!forum\.example|[a-z.]*example\.org)|\/(queue|tickets|doctor|mine)\b/.test(text))).toEqual(
      [],
    );
  });
});

describe('pages of ours', () => {
  // `/person` chooses, in the sandbox only, through whose eyes one looks; the others check settings for who runs the desk and keep nothing.
  const SETTINGS_FORMS = ['calendar-page.tsx', 'policies-page.tsx', 'preview-page.tsx'];
  it('OF-26.3 none of them takes a question or an answer: they have no form that sends anything', () => {
    const pages = readdirSync('service/console', { encoding: 'utf8' }).filter((file) => file.endsWith('.tsx'));
    const senders = pages.filter((file) => {
      const text = readFileSync(join('service/console', file), 'utf8');
      const sends = /<form(?![^>]*(method="get"|action="\/(person|calendar|policies|preview)"))/i.test(text);
      return sends || (/<textarea/i.test(text) && !SETTINGS_FORMS.includes(file));
    });

    expect(pages.length).toBeGreaterThan(5);
    expect(senders).toEqual([]);
  });
});
