/** `it "…" do`, with or without brackets and metadata; `xit` and a pending `it "…"` without block show nothing. */
const EXAMPLE = /^[ \t]*(?:it|specify)[ (](["'])((?:\\.|(?!\1).)*)\1[^\n]*?(?:\bdo\b|\{)/gm;

/** The titles of all examples of an RSpec file that run, found without running it. */
export function rubyTitles(source: string): string[] {
  return [...source.matchAll(EXAMPLE)].map(([, quote, title = '']) => {
    const text = title.replace(/\\(.)/g, '$1');
    return quote === '"' ? text.replace(/#\{[^}]*\}/g, ' … ') : text;
  });
}
