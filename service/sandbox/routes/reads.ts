import { userCard } from '../cards.js';
import { postsOf, slugOf, userOf } from '../lookups.js';
import { canSeePost, canSeeTopic, isStaff } from '../permissions.js';
import { notFound, notPermitted } from '../refusal.js';
import { latestPostJson, postJson, revisionJson, sessionJson } from '../serializers.js';
import { streamOf, topicJson } from '../topic-json.js';
import type { Answer, Call, Handler, Route } from './call.js';
import { json, postIn, topicIn } from './call.js';
import { withPage } from './not-found-page.js';
import { badgesOf } from './badges.js';
import { listIn, numberIn, textIn } from './params.js';

/** One page of `/posts.json` is a window of so many post ids, of which the hidden ones are left out. */
const WINDOW = 50;

export const readRoutes: readonly Route[] = [
  { method: 'get', path: '/site/basic-info', handle: basicInfo },
  { method: 'get', path: '/session/current', handle: currentSession },
  { method: 'get', path: '/t/external_id/:external', handle: byExternalId },
  { method: 'get', path: '/t/:id/posts', handle: somePosts },
  { method: 'get', path: '/t/:id', handle: showTopic },
  { method: 'get', path: '/t/:slug/:id', handle: showTopic },
  { method: 'get', path: '/posts', handle: latestPosts },
  { method: 'get', path: '/posts/:id', handle: showPost },
  { method: 'get', path: '/posts/:id/revisions/latest', handle: latestRevision },
  { method: 'get', path: '/post_action_users', handle: likers },
  { method: 'get', path: '/user-badges/:username', handle: badgesOf },
];

/** Only likes are played. */
function likers({ world, reader, params }: Call): ReturnType<Handler> {
  const post = world.state.posts.find(({ id }) => id === numberIn(params, 'id'));
  if (!post || !canSeePost(world.state, reader, post)) return notFound();
  const users = world.state.likes.filter(({ postId }) => postId === post.id).map(({ userId }) => userOf(world.state, userId));
  return json({ post_action_users: users.map(userCard) });
}

function basicInfo({ world }: Call): Answer {
  const logo = `${world.baseUrl()}/images/logo.png`;
  return json({
    logo_url: logo,
    logo_small_url: logo,
    apple_touch_icon_url: logo,
    favicon_url: logo,
    title: world.state.title,
    description: '',
    header_primary_color: '333333',
    header_background_color: 'ffffff',
    login_required: false,
    mobile_logo_url: logo,
  });
}

function currentSession({ world, reader }: Call): Answer {
  return reader ? json(sessionJson(world.state, reader)) : { status: 404, text: '' };
}

function byExternalId({ world, reader, params, host }: Call): ReturnType<Handler> {
  const topic = world.state.topics.find((known) => known.externalId !== null && known.externalId === textIn(params, 'external'));
  if (!topic || (topic.deletedAt && !isStaff(reader))) return notFound();
  if (!canSeeTopic(world.state, reader, topic)) return notPermitted();
  const location = `http://${host}/t/${slugOf(topic.title)}/${topic.id}.json`;
  const text = `<html><body>You are being <a href="${location}">redirected</a>.</body></html>`;
  return { status: 301, headers: { Location: location, 'Content-Type': 'text/html; charset=utf-8' }, text };
}

function showTopic(call: Call): ReturnType<Handler> {
  const { world, reader, params } = call;
  const topic = topicIn(call);
  if (!topic || !canSeeTopic(world.state, reader, topic)) return withPage(notFound());
  const options = {
    includeRaw: textIn(params, 'include_raw') !== null,
    print: textIn(params, 'print') === 'true',
    page: Math.max(1, numberIn(params, 'page') ?? 1),
  };
  const body = topicJson(world.state, reader, { topic, options });
  return body ? json(body) : withPage(notFound());
}

function somePosts(call: Call): ReturnType<Handler> {
  const { world, reader, params } = call;
  const topic = topicIn(call);
  if (!topic || !canSeeTopic(world.state, reader, topic)) return notFound();
  const wanted = (listIn(params, 'post_ids') ?? []).map(Number);
  const raw = textIn(params, 'include_raw') !== null;
  const visible =
    wanted.length > 0
      ? postsOf(world.state, topic.id).filter((post) => canSeePost(world.state, reader, post))
      : streamOf(world.state, reader, topic);
  const posts = wanted.length > 0 ? visible.filter((post) => wanted.includes(post.id)) : visible.slice(0, 20);
  return json({ post_stream: { posts: posts.map((post) => postJson(world.state, reader, { post, raw })) }, id: topic.id });
}

function showPost(call: Call): ReturnType<Handler> {
  const { world, reader } = call;
  const post = postIn(call);
  if (!post || (post.deletedAt && !isStaff(reader))) return notFound();
  if (!canSeePost(world.state, reader, post)) return notPermitted();
  return json(postJson(world.state, reader, { post, raw: true }));
}

function latestRevision(call: Call): ReturnType<Handler> {
  const { world, reader } = call;
  const post = postIn(call);
  if (!post || (post.deletedAt && !isStaff(reader))) return notFound();
  if (!canSeePost(world.state, reader, post)) return notPermitted();
  const revision = revisionJson(world.state, reader, post);
  return revision ? json(revision) : notFound();
}

function latestPosts({ world, reader, params }: Call): Answer {
  const newest = world.state.posts.reduce((most, post) => Math.max(most, post.id), 0);
  const before = numberIn(params, 'before') ?? newest;
  const posts = world.state.posts
    .filter((post) => post.id <= before && post.id > before - WINDOW && !post.deletedAt && canSeePost(world.state, reader, post))
    .filter((post) => isListed(world.state.topics.find((topic) => topic.id === post.topicId)))
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : b.id - a.id));
  return json({ latest_posts: posts.map((post) => latestPostJson(world.state, reader, post)) });
}

function isListed(topic: { archetype: string; visible: boolean; deletedAt: string | null } | undefined): boolean {
  return topic !== undefined && topic.archetype === 'regular' && topic.visible && topic.deletedAt === null;
}
