import { isMailQuoteAt } from './mail-quotes.js';

type Open = { readonly type: 'fence'; readonly mark: string; readonly length: number } | { readonly type: 'until'; readonly end: string };

const MOST_INDENTED = /^ {0,3}/;
const QUOTE_TAG = /\[(\/?)quote(?=[\]=])/gi;
const CODE_TAG = /\[(\/?)code(?=[\]=])/gi;
const HTML_CODE = ['<pre', '<code', '<blockquote'] as const;

/**
 * Per line whether it lies in a quote, a code block, an HTML comment or a quoted mail. One pass over the lines, one over the
 * tags: a post has up to 150,000 characters and anybody may write one.
 */
export function hiddenLines(lines: readonly string[]): boolean[] {
  const hidden = blocks(lines);
  for (const [from, to] of [...taggedRanges(lines, hidden, QUOTE_TAG), ...taggedRanges(lines, hidden, CODE_TAG)])
    hidden.fill(true, from, to + 1);
  const mail = lines.findIndex((_line, index) => !hidden[index] && isMailQuoteAt(lines, index));
  return mail === -1 ? hidden : hidden.fill(true, mail);
}

function blocks(lines: readonly string[]): boolean[] {
  let open: Open | null = null;
  return lines.map((line) => {
    if (open !== null) {
      if (closes(line, open)) open = null;
      return true;
    }
    open = opens(line);
    return open !== null || line.replace(MOST_INDENTED, '').startsWith('>');
  });
}

function opens(line: string): Open | null {
  const fence = /^ {0,3}(`{3,}|~{3,})([^\n]*)$/.exec(line);
  const mark = fence?.[1];
  // A fence of backticks has none in what follows it: that is inline code.
  if (mark !== undefined && !(mark.startsWith('`') && fence?.[2]?.includes('`'))) {
    return { type: 'fence', mark: mark.charAt(0), length: mark.length };
  }
  const comment = line.lastIndexOf('<!--');
  if (comment !== -1 && !line.includes('-->', comment + 4)) return { type: 'until', end: '-->' };
  const start = line.trimStart().slice(0, 12).toLowerCase();
  const tag = HTML_CODE.find((one) => start.startsWith(one) && !/[a-z]/.test(start.charAt(one.length)));
  const end = tag === undefined ? null : `</${tag.slice(1)}>`;
  return end === null || line.toLowerCase().includes(end) ? null : { type: 'until', end };
}

function closes(line: string, open: Open): boolean {
  if (open.type === 'until') return line.toLowerCase().includes(open.end);
  const mark = /^ {0,3}(`+|~+)\s*$/.exec(line)?.[1] ?? '';
  return mark.startsWith(open.mark) && mark.length >= open.length;
}

/**
 * Ranges of lines between `[name …]` and its `[/name]`. As in the forum, what is opened and never closed is plain text.
 */
function taggedRanges(lines: readonly string[], hidden: readonly boolean[], tag: RegExp): Array<readonly [number, number]> {
  const opened: number[] = [];
  const ranges: Array<readonly [number, number]> = [];
  lines.forEach((line, index) => {
    if (hidden[index]) return;
    for (const [, slash] of line.matchAll(tag)) {
      if (slash === '') opened.push(index);
      else {
        const from = opened.pop();
        // An inner pair lies within its outer one: only outermost ranges are kept, so that filling them stays linear.
        if (from !== undefined) {
          while ((ranges.at(-1)?.[0] ?? -1) >= from) ranges.pop();
          ranges.push([from, index]);
        }
      }
    }
  });
  return ranges;
}

/** Per line whether it begins inside inline code that was opened on an earlier line of the same paragraph. */
export function codeSpansIn(lines: readonly string[], hidden: readonly boolean[]): boolean[] {
  const inCode = lines.map(() => false);
  let first = 0;
  for (let index = 0; index <= lines.length; index += 1) {
    if (index < lines.length && !hidden[index] && lines[index]?.trim() !== '') continue;
    for (const [from, to] of spansOf(lines.slice(first, index))) inCode.fill(true, first + from + 1, first + to + 1);
    first = index + 1;
  }
  return inCode;
}

/** Pairs of lines in which a run of backticks opens, and the next run of the same length closes, inline code. */
function spansOf(paragraph: readonly string[]): Array<readonly [number, number]> {
  const runs = paragraph.flatMap((line, index) => [...line.matchAll(/`+/g)].map(([run]) => ({ line: index, length: run.length })));
  const closing = closingRuns(runs);
  const spans: Array<readonly [number, number]> = [];
  let place = 0;
  for (let run = runs[0]; run !== undefined; run = runs[place]) {
    const end = closing[place];
    const last = end === undefined ? undefined : runs[end];
    if (last) spans.push([run.line, last.line]);
    place = (end ?? place) + 1;
  }
  return spans;
}

/** Per run the place of the next run of the same length. */
function closingRuns(runs: ReadonlyArray<{ readonly length: number }>): ReadonlyArray<number | undefined> {
  const next = new Map<number, number>();
  const closing: Array<number | undefined> = runs.map(() => undefined);
  for (let place = runs.length - 1; place >= 0; place -= 1) {
    const length = runs[place]?.length ?? 0;
    closing[place] = next.get(length);
    next.set(length, place);
  }
  return closing;
}
