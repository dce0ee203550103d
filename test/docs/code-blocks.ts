export interface CodeBlock {
  readonly language: string;
  readonly text: string;
}

/** The fenced blocks of a page, in order. */
export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({ language, text }));
}

/** TypeScript blocks by the path in their first line: `// service/features/x/view.ts`. */
export function namedBlocks(markdown: string): ReadonlyMap<string, string> {
  const named = codeBlocks(markdown).flatMap(({ language, text }) => {
    const [, path] = /^\/\/ (\S+\.tsx?)\n/.exec(text) ?? [];
    return language === 'ts' && path !== undefined ? [[path, text] as const] : [];
  });
  return new Map(named);
}
