import type { z } from 'zod';
import { isMap, isPair, isScalar, type Document, type LineCounter, type Node } from 'yaml';

/** One thing wrong with a settings file: where, what, and what would be right. */
export interface SettingsProblem {
  /** From 1; null when the file as a whole is meant. */
  readonly line: number | null;
  readonly path: string;
  readonly text: string;
}

export function describeProblem({ line, path, text }: SettingsProblem): string {
  return `${line === null ? '' : `line ${line}: `}${path === '' ? '' : `${path}: `}${text}`;
}

/** The line of the value, or of its key where `key` is given; the nearest parent that exists otherwise. */
export function lineOf(document: Document, lines: LineCounter, place: { path: readonly PropertyKey[]; key?: string }): number | null {
  for (let length = place.path.length; length >= 0; length -= 1) {
    const path = place.path.slice(0, length);
    const node = (length === 0 ? document.contents : document.getIn(path, true)) as Node | null | undefined;
    if (!node?.range) continue;
    const keyed = place.key !== undefined && length === place.path.length ? keyNode(node, place.key) : null;
    return lines.linePos((keyed ?? node).range?.[0] ?? 0).line;
  }
  return null;
}

function keyNode(node: Node, key: string): Node | null {
  if (!isMap(node)) return null;
  const pair = node.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === key);
  return pair && isScalar(pair.key) ? pair.key : null;
}

/** The valid name that is nearest to what was written, if one is near at all. */
export function nearest(word: string, valid: readonly string[]): string | null {
  const ranked = valid
    .map((name) => ({ name, distance: distance(word.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(2, Math.floor(best.name.length / 2)) ? best.name : null;
}

/** Edits (insert, delete, replace) between two words. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

type Issue = z.core.$ZodIssue;

/** Where one of several forms is possible, what is wrong with the form that was chosen; else the problem itself. */
export function precise(issue: Issue): Issue[] {
  if (issue.code === 'invalid_key') return issue.issues.map((inner) => ({ ...inner, path: issue.path }));
  if (issue.code !== 'invalid_union') return [issue];
  const chosen = issue.errors.filter((branch) => branch.every(({ code, path }) => code !== 'invalid_type' || path.length > 0));
  const [only] = chosen;
  if (only === undefined || chosen.length > 1) return [issue];
  return only.flatMap((inner) => precise({ ...inner, path: [...issue.path, ...inner.path] }));
}
