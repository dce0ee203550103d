import { withoutLines } from '../../../shared/quote.js';
import type { FoldContext, PostView, TicketEvent } from '../../engine/feature.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

type Context = FoldContext<EscalationSettings>;

const PLUS_ONE = 'plus one';
/** What says no more than that somebody was here (CL-05), in the languages that we speak. Of two that begin alike the longer is first. */
const EMPTY_WORDS: readonly string[] = [
  PLUS_ONE,
  'same here',
  'same',
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
];

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
    case 'PostLikers':
      return event.post;
    default:
      return null;
  }
}

/** CL-05: an expert's public answer, by the role she had then (R-ROLE), and what others like where the community wants that. */
export function isGoodAnswer(view: EscalationView, post: PostView, context: Context): boolean {
  const { topic } = context.ticket;
  if (!isSpoken(post, context.botId) || post.author === null || post.author === topic.asker) return false;
  const roles = context.rolesOf(post.author, post.at);
  if (!roles.has('expert') && !roles.has('signer') && !isLiked(view, post, context)) return false;
  const text = context.text(post.textId);
  return text === null || !isEmpty(withoutLines(text, linesOf(view, post.id)));
}

/** By the asker or by two others. A member's reply alone is no good answer. */
function isLiked({ silence }: EscalationView, { id, author }: PostView, { settings, ticket }: Context): boolean {
  const likers = (silence.likers[id] ?? []).filter((user) => user !== author);
  const { asker } = ticket.topic;
  return settings.likedAnswers && (likers.length >= 2 || (asker !== null && likers.includes(asker)));
}

/** Somebody's own words, in the open: no whisper, small action, hidden post, none of ours or of the system. */
export function isSpoken(post: PostView, botId: number): boolean {
  if (post.visibility !== 'visible' || post.ours || (post.kind !== 'regular' && post.kind !== 'moderator')) return false;
  return post.author !== null && post.author > 0 && post.author !== botId;
}

/** The lines of a post that were addressed to the desk, as hashes: a post that holds nothing else answers nothing. */
export function linesOf({ lines }: EscalationView, post: number): string[] {
  const start = `${post}/`;
  return Object.keys(lines).flatMap((id) => (id.startsWith(start) ? [id.slice(start.length)] : []));
}

/** Nothing but such words, however many and in whatever order. */
function isEmpty(text: string): boolean {
  let rest = plain(text);
  while (rest !== '') {
    const word = EMPTY_WORDS.find((one) => rest === one || rest.startsWith(`${one} `));
    if (word === undefined) return false;
    rest = rest.slice(word.length + 1);
  }
  return true;
}

function plain(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/:[a-z0-9_+-]+:/g, '')
      // A bare 1 may be the answer, and so may 1.1.
      .replace(/(?<![\p{L}\p{N}])\+ ?1(?![\p{L}\p{N}]|[.,]\p{N})/gu, ` ${PLUS_ONE} `)
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()
  );
}
