import { normaliseLine } from '../../../shared/commands/lines.js';
import type { FoldContext, PostView, TicketEvent } from '../../engine/feature.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

type Context = FoldContext<EscalationSettings>;

/** What says no more than that somebody was here (CL-05), in the languages that we speak. */
const EMPTY_WORDS: ReadonlySet<string> = new Set([
  '',
  '1',
  'same',
  'same here',
  'me too',
  'ditto',
  'bump',
  'push',
  'up',
  'following',
  'thanks',
  'thank you',
  'ich auch',
  'mir auch',
  'geht mir auch so',
  'geht mir genauso',
  'dito',
  'danke',
]);

/** The post whose standing as an answer an event may change. */
export function judgedPost(event: TicketEvent): number | null {
  switch (event.type) {
    case 'PostBorn':
    case 'PostAuthor':
    case 'PostKindSeen':
    case 'PostVisibility':
    case 'OurPost':
    case 'TextConfirmed':
    case 'CommandLines':
      return event.post;
    default:
      return null;
  }
}

/** CL-05: an expert's public answer, by the role she had then (R-ROLE). A member's reply is none in this form. */
export function isGoodAnswer(view: EscalationView, post: PostView, context: Context): boolean {
  const { topic } = context.ticket;
  if (!isSpoken(post, context.botId) || post.author === null || post.author === topic.asker) return false;
  const roles = context.rolesOf(post.author, post.at);
  if (!roles.has('expert') && !roles.has('signer')) return false;
  const text = context.text(post.textId);
  return text === null || !EMPTY_WORDS.has(plain(withoutLines(text, linesOf(view, post.id, context.text))));
}

/** Somebody's own words, in the open: no whisper, small action, hidden post, none of ours or of the system. */
export function isSpoken(post: PostView, botId: number): boolean {
  if (post.visibility !== 'visible' || post.ours || (post.kind !== 'regular' && post.kind !== 'moderator')) return false;
  return post.author !== null && post.author > 0 && post.author !== botId;
}

/** The lines of a post that were addressed to the desk. */
export function linesOf(view: EscalationView, post: number, text: (textId: string | null) => string | null): readonly string[] {
  const own = Object.entries(view.lines).filter(([id]) => id.startsWith(`${post}/`));
  return own.flatMap(([, textId]) => text(textId) ?? []);
}

/** A text without its lines to the desk: a post that only tells the desk something answers nothing. */
export function withoutLines(text: string, lines: readonly string[]): string {
  if (lines.length === 0) return text;
  const known = new Set(lines.map(normaliseLine));
  return text
    .split(/\r\n|\r|\n/)
    .filter((line) => !known.has(normaliseLine(line)))
    .join('\n');
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/:[a-z0-9_+-]+:/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
