import { addSeconds } from '../../../shared/instant.js';
import { personIn } from '../../../shared/placeholders.js';
import type { OwnWant, Part, TicketView, Want, WantContext } from '../../engine/feature.js';
import { articleText, type Wanting } from './article-text.js';
import { articleKey, draftKey, linkTo, madeTopic } from './keys.js';
import { messages } from './messages.js';
import { reviewOf } from './review.js';
import type { FaqSettings } from './settings.js';
import { firstOf, standingOf } from './target.js';
import type { Article, Draft, FaqView, Review } from './view.js';

type Context = WantContext<FaqSettings>;

/** After a day nobody waits for the link any more. */
const LINK_SECONDS = 24 * 3600;

/** Drafts for those who publish, articles, a line in the source, and notes about sources that changed. */
export function wants(view: FaqView, ticket: TicketView, context: Context): Array<Part | Want> {
  const { topic, membership } = ticket;
  if (membership === null) return [];
  const isThere = !topic.isPrivate && topic.deletedAt === null;
  return [
    ...view.drafts.flatMap((draft) => draftWants(draft, { view, ticket, context })),
    ...view.articles.flatMap((article) => [
      ...(isThere ? articleWants(article, { view, ticket, context }) : []),
      ...(isThere ? linkWants(article, ticket, context) : []),
      ...(isThere ? refusedWants(article, ticket, context) : []),
      ...sourceNotes(article, ticket, context),
    ]),
  ];
}

/** Readable by those who may publish, and by nobody else; of what became private nothing is left in it. */
function draftWants(draft: Draft, { view, ticket, context }: Wanting): Want[] {
  const { topic } = ticket;
  const { words, locale, community, acts } = context;
  const say = messages[locale];
  const key = draftKey(topic.id, draft.post);
  const groups = [...new Set([...community.roles.facilitator, ...community.roles.signer])];
  const draftWant = (raw: string): Want[] => [
    message(key, { title: say.draftTitle(`HD-${topic.id}`), raw, users: [], groups }, 'somebody proposed it for the FAQ'),
  ];
  if (topic.isPrivate) return madeTopic(acts, key) === null ? [] : draftWant(say.draftWithdrawn(words));
  const post = topic.posts.get(draft.post);
  const isPublished = view.articles.some(({ collection, post: published }) => collection === 'faq' && published === draft.post);
  if (topic.deletedAt !== null || post?.visibility !== 'visible' || isPublished || groups.length === 0) return [];
  const shown = { ...draft, room: null, author: post.author, standing: standingOf(draft.post, { ticket }) };
  const text = articleText(shown, { view, ticket, context });
  if (text === null) return [];
  const introduced = say.draft(
    { by: personIn(draft.by), answer: linkTo(`/p/${draft.post}`), line: `${personIn(context.botId)} publish` },
    words,
  );
  return draftWant([introduced, '---', `# ${text.title}`, text.raw].join('\n\n'));
}

/** Only the texts that somebody looked at are published: where the source is another one now, what was made stays as it is. */
function articleWants(article: Article, { view, ticket, context }: Wanting): Want[] {
  const { topic } = ticket;
  const { community, settings } = context;
  const review = reviewOf(article, ticket);
  const isSameText = review === null || review === 'noLongerOfficial' || review === 'noLongerAccepted';
  const question = topic.posts.get(firstOf(topic) ?? 0)?.textHash ?? null;
  const category = article.collection === 'faq' ? community.faqCategory : community.libraryCategory;
  if (!isSameText || question !== article.questionHash || category === null) return [];
  const text = articleText({ ...article, review }, { view, ticket, context });
  if (text === null) return [];
  const tags = article.collection === 'faq' ? settings.tags : settings.libraryTags;
  const value = { category, title: text.title, raw: text.raw, tags };
  const because = article.collection === 'faq' ? 'it was published as a FAQ article' : 'it was put into the library';
  const key = articleKey(topic.id, article);
  return [{ type: 'Want', kind: 'article', key, value, because, notAfter: null, isAskedFor: true }];
}

/** FA-01: the source links to the article. Of the library only who asked is told, in private. */
function linkWants(article: Article, { topic }: TicketView, { acts, words, locale }: Context): Array<Part | Want> {
  const made = madeTopic(acts, articleKey(topic.id, article));
  if (made === null) return [];
  const link = linkTo(`/t/${made}`);
  const say = messages[locale];
  if (article.collection === 'faq')
    return topic.merged === null
      ? [{ type: 'StatusPart', topic: topic.id, line: say.inTheFaq(link, words), because: 'an article was made from it' }]
      : [];
  const value = { title: say.libraryMadeTitle(`HD-${topic.id}`), raw: say.libraryMade(link, words), users: [article.by], groups: [] };
  const want = message(`message:ticket:${topic.id}:library:${article.post}`, value, 'who asked for the entry is told where it is');
  return [{ ...want, notAfter: addSeconds(article.at, LINK_SECONDS) }];
}

/** The line was right, but the forum took no article (its category is gone, or the desk may not write there): who asked is told so. */
function refusedWants(article: Article, { topic }: TicketView, { acts, words, locale }: Context): Want[] {
  const key = articleKey(topic.id, article);
  const isRefused = acts.findLast((act) => act.key === key)?.outcome === 'refused';
  if (!isRefused || madeTopic(acts, key) !== null) return [];
  const say = messages[locale];
  const value = {
    title: say.refusedTitle(`HD-${topic.id}`),
    raw: say.refused(linkTo(`/p/${article.post}`), words),
    users: [article.by],
    groups: [],
  };
  const name = `message:ticket:${topic.id}:${article.collection}-refused:${article.post}`;
  const want = message(name, value, 'the forum refused the article');
  return [{ ...want, notAfter: addSeconds(article.at, LINK_SECONDS) }];
}

/** Table 0.3: an article whose source changed goes to review; one whose source is gone stays, and the facilitators are told. */
function sourceNotes(article: Article, ticket: TicketView, context: Context): Want[] {
  const { topic } = ticket;
  const { acts, words, locale, community } = context;
  const made = madeTopic(acts, articleKey(topic.id, article));
  const review = reviewOf(article, ticket);
  const groups = community.roles.facilitator;
  if (made === null || review === null || groups.length === 0) return [];
  const say = messages[locale];
  const links = { article: linkTo(`/t/${made}`), source: linkTo(`/p/${article.post}`) };
  const key = `message:ticket:${topic.id}:${article.collection}-source:${article.post}`;
  const value = { title: say.sourceTitle(`HD-${topic.id}`), raw: say.sourceNote(review, links, words), users: [], groups };
  return [{ ...message(key, value, BECAUSE[review]), isAskedFor: false }];
}

const BECAUSE: Readonly<Record<Review, string>> = {
  gone: 'the source of the article is gone',
  private: 'the source of the article is private now',
  changed: 'the source of the article has changed',
  noLongerOfficial: 'the source of the article is no longer official',
  noLongerAccepted: 'the source of the article is no longer accepted',
};

function message(key: string, value: OwnWant<'message'>['value'], because: string): OwnWant<'message'> {
  return { type: 'Want', kind: 'message', key, value, because, notAfter: null, isAskedFor: true };
}
