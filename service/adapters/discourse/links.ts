/**
 * The topic of a forum URL: `/t/slug/123`, `/t/123`, with a post number behind, absolute, or below a sub-folder. A slug
 * never consists of digits only, so a first segment of digits is the id.
 */
export function topicIdOfUrl(url: string): number | null {
  const path = url.replace(/^(?:https?:)?\/\/[^/?#]*/i, '').replace(/[?#].*$/, '');
  const found = /^(?:\/[^/]+)*?\/t\/(?:(\d+)|[^/]*[^/\d][^/]*\/(\d+))(?:\.json)?(?:\/|$)/.exec(path);
  const id = found?.[1] ?? found?.[2];
  return id === undefined ? null : Number(id);
}

/**
 * The topic that a small action links to. The link is read, never its words; the last one counts, because the words
 * before it are a title, in which anybody can write anything.
 */
export function linkedTopicIn(text: {
  readonly raw?: string | null | undefined;
  readonly cooked?: string | null | undefined;
}): number | null {
  const url = text.raw ? (lastMatch(text.raw, /\]\(\s*<?([^\s<>()]+)>?[^()]*\)/g) ?? lastMatch(text.raw, BARE_URL)) : null;
  if (url !== null) return topicIdOfUrl(url);
  const href = text.raw ? null : lastMatch(text.cooked ?? '', /<a\s[^>]*?href="([^"]+)"/g);
  return href === null ? null : topicIdOfUrl(href);
}

const BARE_URL = /(?:^|\s)((?:https?:\/\/[^\s/]+)?(?:\/[^\s/]+)*?\/t\/[^\s]+)$/gm;

function lastMatch(text: string, pattern: RegExp): string | null {
  return [...text.matchAll(pattern)].at(-1)?.[1] ?? null;
}
