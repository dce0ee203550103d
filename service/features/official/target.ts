import { hiddenLines } from '../../../shared/commands/hidden-lines.js';
import { afterMention, normaliseLine } from '../../../shared/commands/lines.js';
import { hashText } from '../../../shared/text.js';
import type { FoldContext, PostView, TopicView } from '../../engine/feature.js';
import type { OfficialSettings } from './settings.js';
import type { Refusal, SigningLine } from './view.js';

type Context = FoldContext<OfficialSettings>;

/**
 * Which post a line signs: the own one where it says more than lines to the desk ("as last line of her own post", OF-01), else the
 * one that it replies to. Only the newest text is kept: where that is another than was signed, a post that did not consist of the
 * line alone counts as one that said more. Its signature is void by the change, and nobody else's post becomes official by it.
 */
export function signedPost(line: SigningLine, { ticket: { topic }, text: textOf }: Context): number | null {
  const own = line.post === null ? undefined : topic.posts.get(line.post);
  if (!own || line.id === `${own.id}/${own.textHash ?? ''}`) return line.replyTo;
  const text = textOf(own.textId);
  return text === null || hashText(text) !== own.textHash || saysMore(text, line) ? own.id : line.replyTo;
}

/** Whether somebody says something in the post besides what she quotes and tells the desk. */
function saysMore(text: string, { id }: SigningLine): boolean {
  const lines = text.split(/\r\n|\r|\n/);
  const hidden = hiddenLines(lines);
  const said = lines.find((line, index) => !hidden[index] && id.endsWith(`/${hashText(normaliseLine(line))}`));
  const name = /^\s*@([^\s:,]+)/.exec(said ?? '')?.[1];
  const isForDesk = (line: string): boolean => name !== undefined && afterMention(line, [name]) !== null;
  return lines.some((line, index) => !isQuoted(line) && !hidden[index] && /[\p{L}\p{N}]/u.test(line) && !isForDesk(line));
}

/** A quote that begins and ends in one line. */
function isQuoted(line: string): boolean {
  return /^\s*(?:>|\[quote[\]=].*\[\/quote\]\s*$)/i.test(line);
}

/** Why this post cannot be signed; null: it can. */
export function refusalOf(post: PostView | undefined, { ticket: { topic }, botId }: Context): Refusal | null {
  if (!post) return 'noTarget';
  if (post.kind === 'whisper') return 'whisper';
  if (post.kind === 'small_action') return 'noAnswer';
  if (post.visibility !== 'visible') return 'away';
  if (post.ours || post.author === botId || (post.author !== null && post.author < 1)) return 'automatic';
  return post.id === firstPost(topic)?.id ? 'theQuestion' : null;
}

function firstPost(topic: TopicView): PostView | undefined {
  const first = topic.posts.values().next();
  return first.done ? undefined : first.value;
}
