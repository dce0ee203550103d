import type { TicketView } from '../../engine/feature.js';
import { standingOf } from './target.js';
import type { Article, FaqView, Review } from './view.js';

/** What became of the source since the article was made. */
export function reviewOf(article: Article, ticket: TicketView): Review | null {
  const { topic, rooms } = ticket;
  const place = article.room === null ? topic : rooms.get(article.room);
  const post = place?.posts.get(article.post);
  if (topic.isPrivate) return 'private';
  if (topic.deletedAt !== null || !post || post.visibility !== 'visible') return 'gone';
  if (post.textHash !== article.answerHash) return 'changed';
  const now = standingOf(article.post, { ticket }).type;
  if (article.standing.type === 'official' && now !== 'official') return 'noLongerOfficial';
  return article.standing.type === 'accepted' && now === 'answer' ? 'noLongerAccepted' : null;
}

/** The same view when nothing changes. */
export function withReviews(view: FaqView, ticket: TicketView): FaqView {
  if (view.articles.length === 0) return view;
  const articles = view.articles.map((article) => {
    const review = reviewOf(article, ticket);
    return review === article.review ? article : { ...article, review };
  });
  if (articles.every((article, index) => article === view.articles[index])) return view;
  return { ...view, articles, review: articles.some(({ review }) => review !== null) };
}
