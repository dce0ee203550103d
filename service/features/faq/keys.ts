import type { Act } from '../../engine/feature.js';

export function articleKey(
  ticket: number,
  { collection, post }: { readonly collection: 'faq' | 'library'; readonly post: number },
): string {
  return `${collection === 'faq' ? 'article' : 'library'}:ticket:${ticket}:${post}`;
}

export function draftKey(ticket: number, post: number): string {
  return `message:ticket:${ticket}:faq-draft:${post}`;
}

/** The topic that we made under a key; null: none, or a person took it away. */
export function madeTopic(acts: readonly Act[], key: string): number | null {
  return acts.reduce<number | null>((made, act) => {
    if (act.key !== key) return made;
    if (act.outcome === 'overruled' || act.outcome === 'lost') return null;
    return act.outcome === 'done' ? (act.topicId ?? made) : made;
  }, null);
}

export function linkTo(path: string): string {
  return `[${path}](${path})`;
}
