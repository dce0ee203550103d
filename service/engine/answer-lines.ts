import { helpLines } from '../../shared/commands/help.js';
import type { CommandWord } from '../../shared/commands/vocabulary.js';
import { addSeconds, type Instant } from '../../shared/instant.js';
import { personIn } from '../../shared/placeholders.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { sentences } from './answer-messages.js';
import type { Act, Command, CommandAnswer, CommandOf, Want } from './feature.js';
import { mayGive, type JudgedLine } from './judge-line.js';

/** What is known of the ticket, for those who ask for it. */
export interface Standing {
  readonly community: CommunitySettings;
  readonly topicId: number;
  readonly acts: readonly Act[];
  /** The lines of the status post, and the reasons for them. */
  readonly status: readonly string[];
  readonly reasons: readonly string[];
  /** How a time was counted (CL-06); null: there is nothing to tell. */
  clockAccount(command: CommandOf<'explain'>): string | null;
}

/** After a day nobody waits for an answer any more. */
const ANSWER_SECONDS = 24 * 3600;

/** UI-35: a like where a line worked; what has to be said is said in private, in one message per post (0.1, rule 2). */
export function answersToLines(lines: readonly JudgedLine[], answers: readonly CommandAnswer[], standing: Standing): Want[] {
  const byPost = new Map<number, JudgedLine[]>();
  for (const judged of lines) {
    const { post } = judged.line;
    if (post !== null) byPost.set(post, [...(byPost.get(post) ?? []), judged]);
  }
  return [...byPost].flatMap(([post, ofPost]) => answersToPost({ post, ofPost }, answers, standing));
}

interface OfPost {
  readonly post: number;
  readonly ofPost: readonly JudgedLine[];
}

function answersToPost({ post, ofPost }: OfPost, answers: readonly CommandAnswer[], standing: Standing): Want[] {
  const [first] = ofPost;
  const last = ofPost.at(-1);
  if (!first || !last) return [];
  const { author } = first.line;
  const answered = ofPost.map((judged) => answerTo(judged, answers, standing));
  const notAfter = addSeconds(last.line.at, ANSWER_SECONDS);
  const because = 'somebody told the desk what to do';
  const likes = answered.some(({ outcome }) => outcome === 'done')
    ? [{ type: 'Want', kind: 'like', key: `like:post:${post}`, value: { post }, because, notAfter, isAskedFor: true } as const]
    : [];
  const texts = answered.flatMap(({ text }) => (text === null ? [] : [text]));
  return [...likes, ...(author === null || texts.length === 0 ? [] : told({ post, author, texts, notAfter, room: first.room }, standing))];
}

interface Telling {
  readonly post: number;
  readonly author: number;
  readonly texts: readonly string[];
  readonly notAfter: Instant;
  readonly room: number | null;
}

/** Said once: what was sent is not written anew because the ticket has moved on. */
function told({ post, author, texts, notAfter, room }: Telling, { community, topicId, acts }: Standing): Want[] {
  const say = sentences[community.locale];
  const key = `message:answer:post:${post}:${texts.length}`;
  // What was cancelled reached nobody: the status that it told had changed before the call.
  const sent = acts.findLast((act) => act.key === key && act.outcome !== 'cancelled');
  if (sent?.outcome === 'refused') return [publicLine({ post, author, notAfter, room }, { community, topicId })];
  if (sent) return [];
  const title = say.title(community.words, `HD-${topicId}`);
  const raw = [say.aboutPost(`/p/${post}`), ...texts].join('\n\n');
  const because = 'its author is answered in private';
  return [{ type: 'Want', kind: 'message', key, value: { title, raw, users: [author], groups: [] }, because, notAfter, isAskedFor: true }];
}

/** The person allows no messages: one public line without content (design section 10). */
function publicLine(
  { post, author, notAfter, room }: Omit<Telling, 'texts'>,
  { community, topicId }: Pick<Standing, 'community' | 'topicId'>,
): Want {
  const raw = sentences[community.locale].noMessages(personIn(author), community.words);
  const value = { topic: room ?? topicId, raw, replyTo: post };
  const because = 'its author accepts no messages';
  return { type: 'Want', kind: 'post', key: `post:answer:post:${post}`, value, because, notAfter, isAskedFor: true };
}

type Answer = Pick<CommandAnswer, 'outcome' | 'text'>;

export function answerTo(judged: JudgedLine, answers: readonly CommandAnswer[], standing: Standing): Answer {
  const { community } = standing;
  const say = sentences[community.locale];
  const { refusal, command } = judged;
  if (refusal) return { outcome: 'refused', text: say.refusal(refusal, community.words) };
  if (command === null) return { outcome: 'refused', text: null };
  const own = ownAnswer(command, judged, standing);
  if (own !== null) return { outcome: 'told', text: own };
  const answer = answers.find(({ id }) => id === command.id);
  return answer ?? { outcome: 'refused', text: say.notHere(command.word, community.words) };
}

/** Words that only ask: the engine answers them itself. */
function ownAnswer(command: Command, judged: JudgedLine, standing: Standing): string | null {
  const { community, status } = standing;
  const say = sentences[community.locale];
  const { words, locale } = community;
  switch (command.word) {
    case 'help': {
      const may = (one: CommandWord): boolean => mayGive(one, judged.place, judged.roles);
      return [say.help(words), helpLines({ locale, words, name: judged.name, may }).join('\n')].join('\n\n');
    }
    case 'status':
      return status.length === 0 ? say.nothingToSay(words) : status.map((line) => `- ${line}`).join('\n');
    case 'explain':
      return explained(command, standing);
    default:
      return null;
  }
}

/** Why it is where it is and how its next time was counted, or how the clock counted that was asked for. */
function explained(command: CommandOf<'explain'>, { community, status, reasons, clockAccount }: Standing): string {
  const say = sentences[community.locale];
  const account = clockAccount(command);
  if (command.args.clock !== undefined) return account ?? say.notCounted(community.words);
  // Reasons are written in English; elsewhere the lines and the account of the clock have to do.
  const why = (community.locale === 'en' ? reasons : status).map((line) => `- ${line}`).join('\n');
  return [why, account ?? ''].filter(Boolean).join('\n\n') || say.nothingToSay(community.words);
}
