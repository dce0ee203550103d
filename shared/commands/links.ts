import type { ForumLink } from './vocabulary.js';

const LONGEST = 2000;
const NUMBER = /^[1-9]\d{0,9}$/;

/** A topic or post of the forum as people write it: an address, a path, a Markdown link, or the reference `HD-12` (TR-01). */
export function parseLink(text: string): ForumLink | null {
  if (text.length > LONGEST) return null;
  const reference = /^hd-([1-9]\d{0,9})$/i.exec(text)?.[1];
  if (reference !== undefined) return { host: null, topic: Number(reference), post: null };
  const address = /^https?:\/\/([^/?#]+)(\/.*)?$/i.exec(text);
  const path = address ? (address[2] ?? '') : text.startsWith('/') ? text : null;
  if (path === null) return null;
  const place = topicIn(path.split(/[?#]/, 1)[0] ?? '');
  return place && { host: address?.[1]?.toLowerCase() ?? null, ...place };
}

/** `/t/slug/12/3`, `/t/12/3`, also of a forum that lives below a folder. A slug is never all digits. */
function topicIn(path: string): { readonly topic: number; readonly post: number | null } | null {
  const parts = path.split('/').filter((part) => part !== '');
  const after = parts.slice(parts.indexOf('t') + 1);
  if (!parts.includes('t')) return null;
  const [topic, post, ...more] = isNumber(after[0]) ? after : after.slice(1);
  if (!isNumber(topic) || more.length > 0 || (post !== undefined && !isNumber(post))) return null;
  return { topic: Number(topic), post: post === undefined ? null : Number(post) };
}

function isNumber(part: string | undefined): part is string {
  return part !== undefined && NUMBER.test(part);
}

/** The address inside `<…>`, `[title](…)` or quotes, without what ends a sentence. */
export function bareAddress(token: string): string {
  const inside = /^\[[^\]]*\]\(([^)\s]+)\)$/.exec(token)?.[1] ?? token;
  return inside.replace(/^[<("']/, '').replace(/[>)"'.,;!?]{1,8}$/, '');
}
