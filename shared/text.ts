import { hash } from 'node:crypto';

/**
 * The one normalisation of a post's raw text (design section 3): line ends, and trailing blanks of lines and of the whole. The
 * host of an upload stays as it is: the forum writes uploads as `upload://…` without one, and a full address of another host is
 * another text.
 */
export function normaliseRaw(raw: string): string {
  return raw
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]+$/gm, '')
    .trimEnd();
}

/** Hash by which two texts are compared; 32 hex digits of SHA-256 over the normalised raw. */
export function hashText(raw: string): string {
  return hash('sha256', normaliseRaw(raw)).slice(0, 32);
}

/** Hash of any state, by its JSON with sorted keys. */
export function hashState(state: unknown): string {
  return hash('sha256', canonicalJson(state)).slice(0, 16);
}

/** JSON with the keys of every object in order, so that equal values give equal bytes. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(inOrder(value));
}

function inOrder(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const ordered: Record<string, unknown> = {};
  for (const key of Object.keys(value).sort()) ordered[key] = inOrder((value as Readonly<Record<string, unknown>>)[key]);
  return ordered;
}
