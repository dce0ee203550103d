/** Whether any of the words or phrases stands in the text: whole words, in any case, whatever blanks are between. */
export function anyWordIn(words: readonly string[], texts: ReadonlyArray<string | null>): boolean {
  const pattern = patternOf(words);
  return pattern !== null && texts.some((text) => text !== null && pattern.test(text));
}

// Memory only: lists of words are values of the settings and live as long as they do.
const patterns = new WeakMap<readonly string[], RegExp | null>();

function patternOf(words: readonly string[]): RegExp | null {
  const known = patterns.get(words);
  if (known !== undefined) return known;
  const alternatives = words.map((word) => word.trim()).filter((word) => word !== '');
  const pattern =
    alternatives.length === 0 ? null : new RegExp(`(?<![\\p{L}\\p{N}_])(?:${alternatives.map(escape).join('|')})(?![\\p{L}\\p{N}_])`, 'iu');
  patterns.set(words, pattern);
  return pattern;
}

/** Forums and phones write typographic apostrophes. */
function escape(word: string): string {
  return word
    .replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
    .replace(/['’]/g, "['’]")
    .replace(/\s+/g, '\\s+');
}
