import { personIn, withoutPlaceholders } from '../../../shared/placeholders.js';
import { quoted } from '../../../shared/quote.js';
import type { TicketView, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import type { FaqSettings } from './settings.js';
import { firstOf } from './target.js';
import type { Article, Draft, FaqView } from './view.js';

const TITLE_LENGTH = 200;

interface ArticleText {
  readonly title: string;
  readonly raw: string;
}

export interface Wanting {
  readonly view: FaqView;
  readonly ticket: TicketView;
  readonly context: WantContext<FaqSettings>;
}

type Shown = Draft & Pick<Article, 'room' | 'author' | 'standing'> & Partial<Pick<Article, 'title' | 'review'>>;

/** Question, answer with its author, state, source. Null: a text is gone; what was published stays. */
export function articleText(shown: Shown, { view, ticket, context }: Wanting): ArticleText | null {
  const { topic, rooms } = ticket;
  const { words, locale, text } = context;
  const say = messages[locale];
  const place = shown.room === null ? topic : rooms.get(shown.room);
  const question = firstOf(topic);
  const [asked, answered, heading] = [
    text(topic.posts.get(question ?? 0)?.textId ?? null),
    text(place?.posts.get(shown.post)?.textId ?? null),
    text(topic.titleTextId),
  ];
  if (asked === null || answered === null || heading === null) return null;
  const by = shown.author === null ? null : personIn(shown.author);
  const title = withoutPlaceholders(shown.title ?? heading)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, TITLE_LENGTH);
  const source = `[HD-${topic.id}](${shown.room === null ? `/p/${shown.post}` : `/t/${topic.id}`})`;
  const blocks = [
    shown.review ? `*${say.underReview(words)}*` : null,
    `**${say.questionHead(words)}**`,
    quoted(asked, { lines: view.lines[question ?? 0] ?? [] }),
    `**${say.answerHead(by)}**`,
    quoted(answered, { lines: view.lines[shown.post] ?? [] }),
    say.standing(shown.standing, shown.standing.type === 'official' ? personIn(shown.standing.signer) : null, words),
    say.source(source, shown.at.slice(0, 10)),
  ];
  const reference = `HD-${topic.id}`;
  return {
    title: shown.title ? say.libraryTitle(title, reference, words) : say.articleTitle(title),
    raw: blocks.filter((block) => block !== null).join('\n\n'),
  };
}
