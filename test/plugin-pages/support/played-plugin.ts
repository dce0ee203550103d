import type { TicketValue } from '../../../shared/contracts/plugin/shown.js';
import { CONTRACT } from '../../../shared/contracts/plugin/common.js';
import { sayingsFor } from '../../support/sayings.js';
import { PLUGIN_SECRET, type Desk } from '../../support/desk.js';
import { actorOf, pressed } from '../../support/plugin-requests.js';
import type { Asked, Shown } from './pages.js';
import type { Scene } from './scenes.js';

/** What a button sends. */
interface Press {
  readonly id: string;
  readonly topic_id: number;
  readonly post_id: number | null;
  readonly line: string;
  readonly take_back?: boolean;
}

/** What the Ruby side of the plugin does between a page, the sandbox forum and the running service, for one person. */
export interface PlayedPlugin {
  /** The page of a topic as the forum gives it to her. */
  topicScene(topicId: number): Scene;
  /** The list of a category. */
  listScene(category: string): Scene;
  /** What she may see of a ticket; null: nothing. */
  seen(topicId: number): object | null;
  /** Answers what the page asks from now on. */
  answer(shown: Shown): void;
}

export function playedPlugin(desk: Desk, username: string): PlayedPlugin {
  const { sandbox } = desk;
  const actor = actorOf(desk, username);
  const isIn = (...names: readonly string[]): boolean =>
    sandbox.state.groups.some((group) => names.includes(group.name) && actor.groupIds.includes(group.id));
  const roles = [
    ...(isIn('housing_experts') ? (['expert', 'signer'] as const) : []),
    ...(isIn('facilitators', 'desk_leads') ? (['facilitator'] as const) : []),
  ];
  const isDesk = roles.length > 0;
  const people = Object.fromEntries(sandbox.state.users.map((user) => [String(user.id), user.username]));

  const valueOf = (topicId: number): TicketValue | null => sandbox.state.plugin?.tickets[topicId] ?? null;

  const mayRead = (topicId: number): boolean => {
    const topic = sandbox.state.topics.find(({ id }) => id === topicId);
    const isIn = topic?.allowedUsers.includes(actor.id) === true || topic?.allowedGroups.some((id) => actor.groupIds.includes(id)) === true;
    return topic !== undefined && topic.deletedAt === null && (topic.archetype !== 'private_message' || isIn);
  };

  const lastPostOf = (topicId: number): number | null =>
    sandbox.state.posts.findLast((post) => post.topicId === topicId && post.userId === actor.id && post.deletedAt === null)?.id ?? null;

  const seen = (topicId: number): object | null => {
    const value = valueOf(topicId);
    if (value === null || !mayRead(topicId)) return null;
    const { askerId, asker, desk: deskPart, maySay: _, meToo, everyone, ...rest } = value;
    return {
      ...rest,
      everyone: { ...everyone, meToo: meToo.length },
      maySay: sayingsFor({ id: actor.id, roles }, value),
      ...(askerId === actor.id && { asker: { ...asker, lastPostId: lastPostOf(topicId) } }),
      ...(isDesk && { desk: deskPart }),
      people,
    };
  };

  const postsOf = (topicId: number): object[] =>
    sandbox.state.posts
      .filter((post) => post.topicId === topicId && post.deletedAt === null)
      .map(({ id, number, userId, raw, type }) => {
        const label = valueOf(topicId)?.everyone.labels.find(({ postId }) => postId === id);
        return {
          id,
          post_number: number,
          post_type: type,
          user_id: userId,
          username: people[String(userId)],
          text: raw,
          ...(label && { hybrid_desk: { ...label, people } }),
        };
      });

  const mayFind = (id: number) => mayRead(id) && sandbox.state.topics.find((one) => one.id === id)?.archetype !== 'private_message';

  /** As the forum's own search would find them, by a word of the title. */
  const similarTo = (title: string): object[] => {
    const words = title.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
    const faq = Object.values(sandbox.state.plugin?.configs ?? {}).map((config) => config?.faqCategoryId);
    return sandbox.state.topics
      .filter(
        (topic) => faq.includes(topic.categoryId) && mayFind(topic.id) && words.some((word) => topic.title.toLowerCase().includes(word)),
      )
      .map(({ id, title: found }) => ({ kind: 'article', topic_id: id, title: found, url: `/t/${id}`, state: 'valid', excerpt: null }));
  };

  const reply = async (asked: Asked): Promise<void> => {
    const ticketId = /^\/hybrid-desk\/tickets\/(\d+)\.json$/.exec(asked.path)?.[1];
    if (ticketId !== undefined) {
      if (mayRead(Number(ticketId))) asked.answer(seen(Number(ticketId)));
      else asked.answer({ errors: ['not found'] }, 404);
      return;
    }
    if (asked.path === '/posts.json') {
      const { title, raw, category } = asked.body as { title: string; raw: string; category: number };
      const { name } = sandbox.state.categories.find(({ id }) => id === category) ?? {};
      asked.answer({ topic_id: sandbox.as(username).ask({ category: name ?? '', title, raw }).topicId });
      return;
    }
    if (asked.path.startsWith('/hybrid-desk/answers.json')) {
      asked.answer({ answers: similarTo(new URL(asked.path, desk.url).searchParams.get('title') ?? '') });
      return;
    }
    // The sandbox keeps no revisions.
    if (/^\/hybrid-desk\/posts\/\d+\/changed\.json$/.test(asked.path)) {
      asked.answer({ html: null });
      return;
    }
    const { id, topic_id: topicId, post_id: postId, line, take_back: isBack } = asked.body as Press;
    const request = {
      contract: CONTRACT,
      id,
      actor,
      topicId,
      postId,
      line,
      at: new Date().toISOString(),
      ...(isBack === true && { takeBack: true }),
    };
    const { status, json } = await pressed(desk.url, request, { secret: PLUGIN_SECRET }).catch(() => ({ status: 503, json: {} }));
    asked.answer(json, status);
  };

  const scene = () => ({
    now: new Date().toISOString(),
    user: { id: actor.id, username },
    site: { hybrid_desk: { communities: communitiesOf(desk, isDesk), bot: 'desk' } },
  });

  return {
    seen,
    listScene: (category) => ({
      ...scene(),
      page: 'list',
      category: sandbox.state.categories.find(({ name }) => name === category),
      topics: [],
    }),
    topicScene: (topicId) => ({
      ...scene(),
      page: 'topic',
      topic: {
        id: topicId,
        title: sandbox.state.topics.find(({ id }) => id === topicId)?.title,
        hybrid_desk: seen(topicId) ?? undefined,
        posts: postsOf(topicId),
      },
    }),
    answer(shown) {
      const next = async (): Promise<void> => {
        await reply(await shown.asked());
        await next();
      };
      // Ends with the page.
      next().catch(() => undefined);
    },
  };
}

function communitiesOf({ sandbox }: Desk, isDesk: boolean): object[] {
  const { configs = {} } = sandbox.state.plugin ?? {};
  return Object.entries(configs).flatMap(([id, value]) => {
    if (value === null) return [];
    const { name, categoryIds, faqCategoryId, words, texts, groups, switches, consoleUrl } = value;
    const askGroups = sandbox.state.groups.filter((group) => groups.ask.includes(group.id)).map((group) => group.name);
    const asking = switches.privateAsking && askGroups.length > 0 ? { privateNotice: texts.privateNotice, askGroups } : {};
    const { expectedReply } = texts;
    return [{ id, name, categoryIds, words, faqCategoryId, expectedReply, ...asking, isDesk, ...(isDesk && { consoleUrl }) }];
  });
}
