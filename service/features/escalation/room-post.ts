import { GRAMMAR } from '../../../shared/commands/grammar.js';
import { explanations } from '../../../shared/commands/messages.js';
import type { CommandWord } from '../../../shared/commands/vocabulary.js';
import { personIn } from '../../../shared/placeholders.js';
import { inTitle, quoted } from '../../../shared/quote.js';
import { pathLink } from '../../../shared/path-link.js';
import type { PostView, TicketView, WantContext } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { isSpoken, linesOf } from './good-answers.js';
import { LONGEST_QUOTE, wordsOfLine } from './line-text.js';
import { messages } from './messages.js';
import { expectedBy, whenText } from './saying.js';
import type { EscalationSettings } from './settings.js';
import type { Escalation, EscalationView } from './view.js';

type Context = WantContext<EscalationSettings>;

interface Room {
  readonly view: EscalationView;
  readonly escalation: Escalation;
  readonly ticket: TicketView;
  readonly context: Context;
}

const LINES: readonly CommandWord[] = ['accept', 'decline', 'hand back', 'hand to', 'invite'];
const ANSWERS_SHOWN = 3;

/** ES-02: of a private ask the title says nothing. */
export function roomTitle({ topic, membership }: TicketView, context: Context): string {
  const { locale, words } = context;
  const title = membership?.isPrivateAsk || topic.isPrivate ? null : context.text(topic.titleTextId);
  return messages[locale].roomTitle(`HD-${topic.id}`, title === null ? '' : inTitle(title), words);
}

/** ES-03: the first post of a room, complete for who reads it by mail. */
export function roomPost(room: Room): string {
  const { context, ticket } = room;
  const { locale, words } = context;
  const say = messages[locale];
  const isPrivate = ticket.membership?.isPrivateAsk || ticket.topic.isPrivate;
  return [
    say.intro(words),
    isPrivate ? say.confidential(words) : say.openAt(pathLink(`/t/${ticket.topic.id}`), words),
    head(room),
    ...reason(room),
    say.questionText(words),
    question(room),
    ...answers(room, isPrivate ? null : (post) => pathLink(`/p/${post.id}`)),
    say.whatIsAsked(words),
    say.whatYouCanWrite(words),
    writable(context),
  ].join('\n\n');
}

function head({ escalation, ticket, context }: Room): string {
  const { locale, words } = context;
  const say = messages[locale];
  const triage = ticket.views['triage'] as TriageView | undefined;
  const due = expectedBy(ticket);
  const { cause } = escalation;
  const by = cause.type === 'command' || cause.type === 'handed' ? personIn(cause.by) : '';
  const kind = cause.type === 'command' ? (cause.asAsker ? 'asker' : 'person') : cause.type === 'handed' ? 'handed' : 'silence';
  const facts = { kind: triage?.kind ?? null, lane: triage?.lane ?? null, due: due === null ? '' : whenText(due, context) };
  const asker = ticket.topic.asker;
  return [asker === null ? '' : `${say.askedBy(personIn(asker), words)}.`, say.facts(facts, words), say.cause(kind, by, words)]
    .filter(Boolean)
    .join('\n');
}

/** Its own room is not there yet when it is written: what was said in private is not repeated in it. */
function reason({ view, escalation: { cause }, ticket, context }: Room): string[] {
  const line = cause.type === 'command' || cause.type === 'handed' ? cause.line : null;
  const said = wordsOfLine(line, { view, ticket, context, room: null });
  if (said === null) return [];
  return said.isQuote ? [messages[context.locale].reason(context.words), said.text] : [said.text];
}

function question({ view, ticket: { topic }, context }: Room): string {
  const first = [...topic.posts.values()].find((post) => post.author === topic.asker && !post.ours);
  const text = first?.visibility === 'visible' ? context.text(first.textId) : null;
  if (first === undefined || text === null) return messages[context.locale].textIsGone(context.words);
  return quoted(text, { lines: linesOf(view, first.id), longest: LONGEST_QUOTE });
}

/** The last ones before it was passed on, so that the post stays as it was sent. */
function answers({ view, escalation, ticket: { topic }, context }: Room, linkOf: ((post: PostView) => string) | null): string[] {
  const [question, ...rest] = [...topic.posts.values()].filter((post) => isSpoken(post, context.botId) && post.at <= escalation.at);
  const told = (question?.author === topic.asker ? rest : [question, ...rest]).flatMap((post) => {
    const text = post ? context.text(post.textId) : null;
    if (!post || text === null || post.author === null) return [];
    const quote = quoted(text, { lines: linesOf(view, post.id), longest: LONGEST_QUOTE });
    return quote === '>' ? [] : [{ post, author: post.author, quote }];
  });
  if (told.length === 0) return [];
  const say = messages[context.locale];
  const shown = told
    .slice(-ANSWERS_SHOWN)
    .flatMap(({ post, author, quote }) => [say.answerBy(personIn(author), whenText(post.at, context), linkOf?.(post) ?? ''), quote]);
  return [say.earlierAnswers(context.words), ...shown];
}

function writable({ locale, words, botId }: Context): string {
  return LINES.map((word) => `- \`${personIn(botId)} ${GRAMMAR[word].usage[locale]}\`: ${explanations[locale][word](words)}`).join('\n');
}
