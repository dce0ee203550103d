import type { ArticleValue } from '../../engine/effects.js';
import type { TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { madeBefore, readTopic } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';
import { changedTitle, createUnderExternalId, madeTopic, removedTopic } from './by-external-id.js';
import { editPost } from './our-post.js';
import { sameTags } from './tags.js';

type Article = NamedCarrying<'article'>;

/** A topic of ours in a category: made once, then its text, its title and the tags that are ours are kept up to date. */
export async function carryOutArticle(carrying: Article): Promise<AttemptEnd> {
  const topicId = await madeTopic(carrying);
  return topicId === null ? create(carrying) : update(carrying, topicId);
}

async function create(carrying: Article): Promise<AttemptEnd> {
  const { category: categoryId, title, raw, tags } = carrying.value;
  if (await isOpenLibrary(carrying)) return { outcome: 'refused', reason: 'library_is_public' };
  return createUnderExternalId(carrying, raw, (forum, made) => forum.createTopic({ ...made, categoryId, title, tags }));
}

/** FA-03: the forum's rights alone keep an entry of the library from members; without them it is not made. */
async function isOpenLibrary({ effect, value, forum, reader }: Article): Promise<boolean> {
  if (!effect.key.startsWith('library:')) return false;
  await reader.spend('act');
  const found = (await forum.listCategories()).find(({ id }) => id === value.category);
  return found !== undefined && !found.readRestricted;
}

async function update(carrying: Article, topicId: number): Promise<AttemptEnd> {
  const { title, raw, tags, category } = carrying.value;
  const read = await readTopic(carrying, topicId);
  const first = read?.posts.find((post) => post.number === 1);
  if (!read || !first) return { outcome: 'lost', reason: 'the article cannot be read any more' };
  const before = ((await madeBefore(carrying))?.value ?? null) as ArticleValue | null;
  const overruled = overruledBy(read, [category, before?.category ?? category]);
  if (overruled !== null) return { outcome: 'overruled', reason: overruled };
  const end = await editPost(carrying, first, { raw, ...(await changedTitle(carrying, title)) });
  const wanted = tagsNow(read.topic.tags, { before: before?.tags ?? [], now: tags });
  if (sameTags(read.topic.tags, wanted)) return end;
  await carrying.reader.spend('act');
  await carrying.send((forum) => forum.setTags(topicId, wanted));
  return end;
}

function overruledBy(read: TopicRead, categories: readonly number[]): string | null {
  const { topic } = read;
  if (removedTopic(read)) return 'a person removed the article';
  if (!topic.listed) return 'a person hid the article';
  return topic.categoryId !== null && categories.includes(topic.categoryId) ? null : 'a person moved the article away';
}

/** Only what we want otherwise than before changes: a tag that a person took away or added stays so. */
function tagsNow(current: readonly string[], { before, now }: { readonly before: readonly string[]; readonly now: readonly string[] }) {
  const kept = current.filter((tag) => now.includes(tag) || !before.includes(tag));
  return [...new Set([...kept, ...now.filter((tag) => !before.includes(tag))])];
}
