/**
 * Names in texts of ours: people and groups may be renamed, and rules know only ids, so a text holds a placeholder that is replaced
 * when it is written into the forum. The signs are of the private use area: what people wrote is stripped of them before it is quoted.
 */
const OPEN = '\u{e000}';
const CLOSE = '\u{e001}';
const PLACEHOLDER = /\u{e000}(user|group):(-?\d+)\u{e001}/gu;

/** `@name` of a person. */
export function personIn(user: number): string {
  return `${OPEN}user:${user}${CLOSE}`;
}

/** `@name` of a group. */
export function groupIn(group: number): string {
  return `${OPEN}group:${group}${CLOSE}`;
}

/** What somebody wrote, without anything that would be taken for a placeholder. */
export function withoutPlaceholders(text: string): string {
  return text.replace(/[\u{e000}\u{e001}]/gu, '');
}

/** The things whose names a text needs. */
export function namedIn(text: string): ReadonlyArray<`user:${number}` | `group:${number}`> {
  return [...text.matchAll(PLACEHOLDER)].map(([, kind, id]) => `${kind === 'group' ? 'group' : 'user'}:${Number(id)}` as const);
}

/** The text as it is written into the forum. `nameOf` gives null for what has no known name. */
export function withNames(text: string, nameOf: (thing: `user:${number}` | `group:${number}`) => string | null): string {
  return text.replace(PLACEHOLDER, (_, kind: string, id: string) => {
    const name = nameOf(`${kind === 'group' ? 'group' : 'user'}:${Number(id)}`);
    return name === null ? '?' : `@${name}`;
  });
}
