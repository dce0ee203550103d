import type { Command, CommandOf, FoldContext, PostView } from '../../engine/feature.js';
import type { FaqSettings } from './settings.js';
import { firstOf, standingOf, targetOf } from './target.js';
import type { Answered, Article, Draft, FaqView, Saying } from './view.js';

type Context = FoldContext<FaqSettings>;

/** FA-01: anybody proposes. The draft goes to those who may publish, and to nobody else. */
export function drafted(view: FaqView, command: CommandOf<'faq'> | CommandOf<'publish'>, context: Context): FaqView {
  const { community } = context;
  const saying = refusalOf('faq', command, context);
  if (saying !== null) return refused(view, command, saying);
  const { post, saying: notThis } = targetOf(view, command, context);
  if (post === null) return refused(view, command, notThis);
  if (community.roles.facilitator.length + community.roles.signer.length === 0) return refused(view, command, 'nobodyPublishes');
  if (articleOf(view, 'faq', post.id)) return told(view, command, { saying: 'published', post: post.id });
  if (view.drafts.some((draft) => draft.post === post.id)) return told(view, command, { saying: 'drafted', post: post.id });
  return { ...done(view, command, post.id), drafts: [...view.drafts, draftOf(command, post)] };
}

/** Table 0.2: an expert's word proposes, a signer's or a facilitator's publishes. */
export function published(view: FaqView, command: CommandOf<'publish'>, context: Context): FaqView {
  if (!command.roles.has('signer') && !command.roles.has('facilitator')) return proposed(view, command, context);
  const saying = refusalOf('faq', command, context);
  if (saying !== null) return refused(view, command, saying);
  const { post, saying: notThis } = targetOf(view, command, context);
  if (post === null) return refused(view, command, notThis);
  const before = articleOf(view, 'faq', post.id);
  // Once more with a source that changed brings the article up to date; else it opens the one that there is.
  if (before && before.review === null) return told(view, command, { saying: 'published', post: post.id });
  return withArticle(done(view, command, post.id), articleFrom({ command, post, context, collection: 'faq', title: null }));
}

/** FA-03: the same in the category that only experts can read. */
export function entered(view: FaqView, command: CommandOf<'library'>, context: Context): FaqView {
  const saying = refusalOf('library', command, context);
  if (saying !== null) return refused(view, command, saying);
  const { post, saying: notThis } = targetOf(view, command, context);
  if (post === null) return refused(view, command, notThis);
  // A room is for its own experts: others read of it only what experts wrote (design section 9).
  if (command.room !== null && !isByExpert(post, context)) return refused(view, command, 'othersWords');
  const before = articleOf(view, 'library', post.id);
  if (before && before.review === null) return told(view, command, { saying: 'inLibrary', post: post.id });
  const article = articleFrom({ command, post, context, collection: 'library', title: command.args.text });
  return withArticle(done(view, command, post.id), article);
}

function proposed(view: FaqView, command: CommandOf<'publish'>, context: Context): FaqView {
  const next = drafted(view, command, context);
  return {
    ...next,
    answered: next.answered.map((one) => (one.id === command.id && one.outcome === 'done' ? { ...one, saying: 'proposed' } : one)),
  };
}

function refusalOf(collection: Article['collection'], { room }: Pick<Command, 'room'>, context: Context): Saying | null {
  const { ticket, community } = context;
  if (ticket.topic.isPrivate) return 'isPrivate';
  if (collection === 'faq' && room !== null) return 'inTheThread';
  const category = collection === 'faq' ? community.faqCategory : community.libraryCategory;
  return category === null ? 'noCategory' : null;
}

function isByExpert({ author, at }: PostView, { rolesOf }: Context): boolean {
  const roles = author === null ? null : rolesOf(author, at);
  return roles !== null && (roles.has('expert') || roles.has('signer'));
}

interface ArticleFrom {
  readonly command: Command;
  readonly post: PostView;
  readonly context: Context;
  readonly collection: Article['collection'];
  readonly title: string | null;
}

function articleFrom({ command, post, context, collection, title }: ArticleFrom): Article {
  const { ticket } = context;
  const question = ticket.topic.posts.get(firstOf(ticket.topic) ?? 0);
  return {
    ...draftOf(command, post),
    collection,
    room: command.room,
    title,
    author: post.author,
    answerHash: post.textHash ?? '',
    questionHash: question?.textHash ?? null,
    standing: standingOf(post.id, { ticket }),
    review: null,
  };
}

/** One article per answer and collection: a later word replaces it. */
function withArticle(view: FaqView, article: Article): FaqView {
  const others = view.articles.filter((one) => one.post !== article.post || one.collection !== article.collection);
  return { ...view, articles: [...others, article], review: [...others, article].some(({ review }) => review !== null) };
}

export function articleOf(view: FaqView, collection: Article['collection'], post: number): Article | undefined {
  return view.articles.find((article) => article.collection === collection && article.post === post);
}

function draftOf({ id, author: by, at }: Command, { id: post }: PostView): Draft {
  return { id, post, by, at };
}

function done(view: FaqView, { id }: Command, post: number): FaqView {
  return withAnswer(view, { id, outcome: 'done', saying: null, post });
}

function told(view: FaqView, { id }: Command, about: { readonly saying: Saying; readonly post: number }): FaqView {
  return withAnswer(view, { id, outcome: 'told', ...about });
}

function refused(view: FaqView, { id }: Command, saying: Saying): FaqView {
  return withAnswer(view, { id, outcome: 'refused', saying, post: null });
}

function withAnswer(view: FaqView, answered: Answered): FaqView {
  return { ...view, answered: [...view.answered, answered] };
}
